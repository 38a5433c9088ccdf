import { existsSync, readFileSync } from 'node:fs';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { compile, parseGraph, portsOf, type NodeTypeEntry, type Plan } from '../src/graph/index.js';

const catalogue = builtInCatalogue();

/** A kind of step and the configuration in its folder that shows its use. */
export interface Sample {
  type: string;
  entry: NodeTypeEntry;
  config: Record<string, unknown>;
  /** The present one if absent. */
  version?: number;
}

export const samples: Sample[] = catalogue.flatMap((entry) => {
  const file = new URL(`../../nodes/src/${entry.type}/sample.json`, import.meta.url);
  return existsSync(file)
    ? [{ type: entry.type, entry, config: JSON.parse(readFileSync(file, 'utf8')) as Sample['config'] }]
    : [];
});

export const sampleOf = (type: string): Sample => samples.find((sample) => sample.type === type)!;

/** A trigger, steps in a row with all their ways out leading to the next, and an end. */
export function inARow(trigger: Sample, steps: Sample[] = []): object {
  const all = [trigger, ...steps];
  const idOf = (index: number) => all[index]?.type ?? 'end';
  return {
    schemaVersion: 1,
    nodes: [
      ...all.map(({ type, entry, config, version = entry.version }, index) => ({
        id: type,
        type,
        position: { x: 0, y: index * 120 },
        data: { version, config },
      })),
      {
        id: 'end',
        type: 'exit',
        position: { x: 0, y: all.length * 120 },
        data: { version: 1, config: { outcome: 'done' } },
      },
    ],
    edges: all.flatMap(({ type, entry, config }, index) =>
      portsOf(entry, config).map(({ name }) => ({
        id: `${type}-${name}`,
        source: type,
        sourceHandle: name,
        target: idOf(index + 1),
      })),
    ),
  };
}

/** @throws if the graph has errors */
export function planFrom(drawn: object): Plan {
  const { graph } = parseGraph(drawn);
  const { plan, diagnostics } = compile(graph!, catalogue);
  if (!plan) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  return plan;
}
