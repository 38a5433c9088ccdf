import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { expect, test } from 'vitest';
import { badGraphs } from '../../test/bad-graphs.js';
import { compile, parseGraph } from './index.js';

const catalogue = builtInCatalogue();
/** What the issue allows. All of them take a few hundredths of it; a busy machine has room. */
const WITHIN_MS = 1_000;

test.each(badGraphs)('$name: refused in words, within a second', ({ json, code }) => {
  const beganMs = performance.now();
  const { graph, diagnostics } = parseGraph(JSON.parse(json));
  const result = graph ? compile(graph, catalogue) : { plan: null, diagnostics };
  const tookMs = performance.now() - beganMs;
  expect(result.plan).toBeNull();
  expect(result.diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  for (const { message } of result.diagnostics) expect(message).toMatch(/\.$/);
  expect(tookMs).toBeLessThan(WITHIN_MS);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
