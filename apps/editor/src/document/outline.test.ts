import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { outlineOf, type OutlineStep } from './outline.js';
import { anyGraph } from './random-document.js';

const flat = (steps: OutlineStep[]): string[] =>
  steps.flatMap(({ node, ways }) => [
    node.id,
    ...ways.flatMap(({ leads }) => (leads.kind === 'steps' ? flat(leads.steps) : [])),
  ]);

it('tells every step of any graph once, and ends', () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const { chains, numbers } = outlineOf(
        graph,
        () => ['next', 'timeout'],
        (node) => node.type === 'event-trigger',
      );
      const told = flat(chains.flat());
      expect([...told].sort()).toEqual([...new Set(graph.nodes.map(({ id }) => id))].sort());
      expect([...numbers.values()].sort((a, b) => a - b)).toEqual(told.map((_, index) => index + 1));
    }),
  );
});
