import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { expect, test } from 'vitest';
import { badGraphs } from '../../test/bad-graphs.js';
import { compile, parseGraph } from './index.js';

const catalogue = builtInCatalogue();
/** Of this process's own time at the cores: what else a machine is at is no fault of a graph. */
const WITHIN_MS = 1_000;

test.each(badGraphs)('$name: refused in words, within a second', ({ json, code }) => {
  const began = process.cpuUsage();
  const { graph, diagnostics } = parseGraph(JSON.parse(json));
  const result = graph ? compile(graph, catalogue) : { plan: null, diagnostics };
  const { user, system } = process.cpuUsage(began);
  const tookMs = (user + system) / 1_000;
  expect(result.plan).toBeNull();
  expect(result.diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  for (const { message } of result.diagnostics) expect(message).toMatch(/\.$/);
  expect(tookMs).toBeLessThan(WITHIN_MS);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
