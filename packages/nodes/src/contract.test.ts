import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { describe, expect, test } from 'vitest';
import { entryPoints } from '../scripts/generate-entry-points.js';
import { builtInCatalogue } from './catalogue/index.js';
import { activities } from './generated/activities.js';
import { runners } from './generated/runners.js';
import { defineNode } from './kernel/define-node.js';

describe.each(builtInCatalogue().map((entry) => [entry.type, entry] as const))('%s', (_type, entry) => {
  test('runs, and what it calls is there', () => {
    expect(runners[`${entry.type}@${entry.version}`]).toBeTypeOf('function');
    for (const name of entry.activities) expect(activities[`${entry.type}.${name}`]).toBeTypeOf('function');
  });

  test('has a help page for the marketer', () => {
    expect(entry.help.length).toBeGreaterThan(100);
  });

  test('says what it does by fields that it has', () => {
    const fields = Object.keys(entry.configSchema.properties as object);
    for (const [, field] of entry.summary.matchAll(/\{\{\s*(\w+)/g)) expect(fields).toContain(field);
    for (const field of entry.liquid) expect(fields).toContain(field);
  });

  test('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(entry))).toEqual(JSON.parse(JSON.stringify(structuredClone(entry))));
  });

  test('leads somewhere, or ends the run', () => {
    expect(Object.keys(entry.ports).length > 0).toBe(!entry.ends);
  });
});

test('the entry points are those that the list of node types makes', () => {
  for (const [name, text] of Object.entries(entryPoints())) {
    const written = readFileSync(new URL(`generated/${name}.ts`, import.meta.url), 'utf8');
    // As the formatter leaves it, or not.
    const bare = (source: string) => source.replaceAll(/[\s']|,(?=\s*[)}])/g, '');
    expect(bare(written), `run scripts/generate-entry-points.ts: ${name}`).toBe(bare(text));
  }
});

describe('defining a node type', () => {
  const define = (change: object) =>
    defineNode({
      type: 'my-step',
      version: 1,
      title: 'My step',
      description: '',
      group: 'do',
      icon: 'user',
      config: z.object({ text: z.string() }),
      ports: { next: { label: 'Then' } },
      summary: '',
      ...change,
    });

  test('refuses what JSON Schema cannot say', () => {
    const refined = z.object({
      list: z.array(z.object({ text: z.string().refine((text) => text !== 'x') })),
    });
    expect(() => define({ config: refined })).toThrow(/config\.list.*refinement/);
    expect(() => define({ config: z.object({ text: z.string().transform(Number) }) })).toThrow(
      /transformation/,
    );
  });

  test('refuses names that are not kebab-case, and versions that are none', () => {
    expect(() => define({ type: 'MyStep' })).toThrow(/kebab-case/);
    expect(() => define({ ports: { 'Not Sent': { label: '' } } })).toThrow(/kebab-case/);
    expect(() => define({ version: 0 })).toThrow(/version/);
  });
});
