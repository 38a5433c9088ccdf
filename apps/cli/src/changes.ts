import {
  diffConfigs,
  diffGraphs,
  findEntry,
  portsOf,
  type Catalogue,
  type FieldDiff,
  type GraphNode,
  type JourneyGraph,
} from '@signalbox/engine/graph';
import { stepName } from './faults.js';
import { inOrder } from './in-order.js';
import type { JourneyFile } from './journey-file.js';
import { paint, wrap } from './terminal.js';
import { valueWords } from './value-words.js';
import type { Named } from './workspace.js';

type Content = Pick<JourneyFile, 'name' | 'graph'>;
const ONE_LINE = 70;

/**
 * What differs between two journeys, step by step, in plain words; by the same comparison as the editor's before it
 * publishes. Empty if nobody in the journey would notice: places on the canvas and notes are no change.
 */
export function changeLines(before: Content, after: Content, catalogue: Catalogue, named: Named): string[] {
  const diff = diffGraphs(before.graph, after.graph);
  const nodeIn = (graph: JourneyGraph, id: string) => graph.nodes.find((node) => node.id === id);
  const name = (id: string | null) =>
    id === null ? 'nowhere' : stepName(nodeIn(after.graph, id) ? after.graph : before.graph, catalogue, id);
  const schemaOf = (node: GraphNode) =>
    findEntry(catalogue, { type: node.type, version: node.data.version })?.configSchema;
  const fields = (changes: FieldDiff[]) =>
    changes.flatMap((change) =>
      fieldLines(
        change.label,
        valueWords(change.before, change.schema, named),
        valueWords(change.after, change.schema, named),
      ),
    );
  const step = (sign: '+' | '-' | '~', id: string) => {
    const node = nodeIn(sign === '-' ? before.graph : after.graph, id)!;
    return `  ${mark(sign)} ${stepName(sign === '-' ? before.graph : after.graph, catalogue, id)} ${paint('dim', `(${node.type})`)}`;
  };
  const changed = (id: string) => {
    const [was, is] = [nodeIn(before.graph, id)!, nodeIn(after.graph, id)!];
    return [
      step('~', id),
      ...fieldLines('Name', was.data.name ?? 'not set', is.data.name ?? 'not set'),
      ...fieldLines('Type', `${was.type}@${was.data.version}`, `${is.type}@${is.data.version}`),
      ...fields(diffConfigs(was.data.config, is.data.config, schemaOf(is))),
    ];
  };
  const touched = new Set([...diff.added, ...diff.removed]);
  const port = (id: string, way: string) => {
    const node = nodeIn(after.graph, id) ?? nodeIn(before.graph, id);
    const entry = node && findEntry(catalogue, { type: node.type, version: node.data.version });
    return (entry && portsOf(entry, node.data.config).find((one) => one.name === way)?.label) ?? way;
  };
  return [
    ...(before.name === after.name ? [] : fieldLines('Called', before.name, after.name, 2)),
    ...inTurn(after.graph, diff.added).map((id) => step('+', id)),
    ...inTurn(after.graph, diff.changed).flatMap(changed),
    ...inTurn(before.graph, diff.removed).map((id) => step('-', id)),
    ...diff.ways
      .filter((way) => !touched.has(way.source))
      .flatMap((way) => [
        `  ${mark('~')} ${name(way.source)}, by “${port(way.source, way.port)}”`,
        ...fieldLines('Leads to', name(way.before), name(way.after)),
      ]),
    ...(diff.settings
      ? [
          `  ${mark('~')} The journey’s settings`,
          ...fields(diffConfigs(before.graph.settings, after.graph.settings)),
        ]
      : []),
  ];
}

const inTurn = (graph: JourneyGraph, ids: string[]) =>
  inOrder(graph).flatMap(({ id }) => (ids.includes(id) ? [id] : []));

const COLOURS = { '+': 'green', '-': 'red', '~': 'yellow' } as const;
const mark = (sign: keyof typeof COLOURS) => paint(COLOURS[sign], sign);

function fieldLines(label: string, before: string, after: string, indent = 6): string[] {
  if (before === after) return [];
  const line = `${label}: ${before} → ${after}`;
  if (line.length <= ONE_LINE && !line.includes('\n')) return [' '.repeat(indent) + line];
  return [
    `${' '.repeat(indent)}${label}:`,
    paint('red', wrap(`- ${before}`, indent + 2, 2)),
    paint('green', wrap(`+ ${after}`, indent + 2, 2)),
  ];
}
