import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { entryPoints } from '../scripts/generate-entry-points.js';
import { builtInCatalogue } from './catalogue/index.js';
import { activities } from './generated/activities.js';
import { runners } from './generated/runners.js';
import { context, here, play } from './testing/index.js';
import { standIns } from './generated/stand-ins.js';

const EXAMPLES = new URL('../../../examples/journeys/', import.meta.url);

interface Example {
  graph: { nodes: { type: string; data: { config: Record<string, unknown> } }[] };
}

/** How the example journeys use a kind of step, and the sample in its own folder. */
function configsOf(type: string): Record<string, unknown>[] {
  const sample = new URL(`${type}/sample.json`, import.meta.url);
  const own = existsSync(sample) ? [JSON.parse(readFileSync(sample, 'utf8')) as Record<string, unknown>] : [];
  const used = readdirSync(EXAMPLES)
    .map((name) => JSON.parse(readFileSync(new URL(name, EXAMPLES), 'utf8')) as Example)
    .flatMap(({ graph }) => graph.nodes.filter((node) => node.type === type))
    .map(({ data }) => data.config);
  return [...own, ...used];
}

describe.each(builtInCatalogue().map((entry) => [entry.type, entry] as const))('%s', (_type, entry) => {
  test('runs, and what it calls is there', () => {
    expect(runners[`${entry.type}@${entry.version}`]).toBeTypeOf('function');
    for (const name of entry.activities) {
      expect(activities[`${entry.type}.${name}`]).toBeTypeOf('function');
      expect(standIns[`${entry.type}.${name}`], 'a stand-in for the simulator').toBeTypeOf('function');
    }
  });

  test('takes a person through, in every example, by a way out that it has', () => {
    expect(configsOf(entry.type), 'a sample.json, or an example in examples/journeys').not.toHaveLength(0);
    for (const config of configsOf(entry.type)) {
      const { port } = play(runners[`${entry.type}@${entry.version}`]!(here(config) as never), {
        now: () => 0,
        pick: () => 0,
        evaluate: ({ groups }) => groups.map(() => true),
        activity: ({ name, input }) =>
          standIns[`${entry.type}.${name}`]!(
            { ...context, input },
            {
              contact: {},
              shopTimeZone: 'Europe/Copenhagen',
              text() {},
              takeMs() {},
              render: (template) => template,
            },
          ),
      });
      const { each } = entry.portsFromConfig ?? {};
      const items = each ? (config[each] as { id: string }[]) : [];
      if (!entry.ends) expect([...items.map(({ id }) => id), ...Object.keys(entry.ports)]).toContain(port);
    }
  });

  test('has a help page for the marketer', () => {
    expect(entry.help.length).toBeGreaterThan(100);
  });

  test('says what it does by fields that it has', () => {
    const fields = Object.keys(entry.configSchema.properties as object);
    for (const [, field] of entry.summary.matchAll(/\{\{\s*(\w+)/g)) expect(fields).toContain(field);
    for (const field of entry.liquid) expect(fields).toContain(field);
  });

  test('a trigger says what starts a run, and nothing else does', () => {
    expect(entry.starts !== undefined).toBe(entry.group === 'trigger');
  });

  test('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(entry))).toEqual(entry);
  });

  test('leads somewhere, or ends the run', () => {
    const leads = Object.keys(entry.ports).length > 0 || entry.portsFromConfig !== undefined;
    expect(leads).toBe(!entry.ends);
  });
});

test('the entry points are those that the list of node types makes', async () => {
  for (const [name, text] of Object.entries(await entryPoints())) {
    const written = readFileSync(new URL(`generated/${name}.ts`, import.meta.url), 'utf8');
    expect(written, `run scripts/generate-entry-points.ts: ${name}`).toBe(text);
  }
});
