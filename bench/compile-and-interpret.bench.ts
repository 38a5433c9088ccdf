/**
 * What drawing large costs: compiling, and taking one person through, at 10, 100 and 500 steps and with 500 branches in
 * a row: `npx tsx bench/compile-and-interpret.bench.ts`.
 */
import { compile, emptyGraph, type JourneyGraph } from '../packages/engine/src/graph/index.js';
import type { Plan } from '../packages/engine/src/graph/plan.js';
import { simulate } from '../packages/engine/src/simulate/index.js';
import { startOf } from '../packages/engine/test/plans.js';
import { builtInCatalogue } from '../packages/nodes/src/catalogue/index.js';
import { tell } from './measured.js';

const ROUNDS = 30;
const catalogue = builtInCatalogue();

const KINDS: Record<string, { config: object; ports: string[] }> = {
  'update-contact': { config: { set: [{ field: 'seen', value: 'yes' }] }, ports: ['next'] },
  wait: { config: { durationMs: 60_000 }, ports: ['next'] },
  condition: {
    config: {
      branches: [
        {
          id: 'yes',
          name: 'Yes',
          when: { match: 'all', rules: [{ source: 'event', path: 'total', op: 'at-least', value: 200 }] },
        },
      ],
    },
    ports: ['yes', 'otherwise'],
  },
};

const mixed = (count: number) => row(count, ['update-contact', 'wait', 'condition']);
const perStep: { compileMs: number; simulateMs: number }[] = [];
for (const count of [10, 100, 500]) perStep.push(measure(`${count} steps`, mixed(count), count));
measure('500 branches in a row', row(500, ['condition']), 500);

const [ten, , fiveHundred] = perStep;
for (const [what, key] of [
  ['compile', 'compileMs'],
  ['interpret', 'simulateMs'],
] as const) {
  tell({
    question: `${what}: a step among 500 beside one among 10`,
    here: `${(fiveHundred![key] * 1_000).toFixed(1)} µs`,
    handWritten: `${(ten![key] * 1_000).toFixed(1)} µs`,
    ratio: fiveHundred![key] / ten![key],
    promised: 'linear: about 1 x',
  });
}

/** @returns milliseconds a step */
function measure(name: string, graph: JourneyGraph, count: number) {
  const compiled = () => compile(graph, catalogue).plan!;
  const plan = compiled();
  const compileMs = bestOf(compiled);
  const simulateMs = bestOf(() => walk(plan));
  tell({
    question: `${name}: compile, then take a person through`,
    here: `${compileMs.toFixed(2)} ms, ${simulateMs.toFixed(2)} ms`,
  });
  return { compileMs: compileMs / count, simulateMs: simulateMs / count };
}

function walk(plan: Plan): void {
  const { end } = simulate({ plan, start: startOf(0) });
  if (end?.outcome !== 'completed') throw new Error(`It ended as ${end?.outcome}: ${end?.reason}`);
}

/** The fastest of some rounds, in milliseconds: what it costs when nothing else is going on. */
function bestOf(work: () => unknown): number {
  let bestMs = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const beganMs = performance.now();
    work();
    bestMs = Math.min(bestMs, performance.now() - beganMs);
  }
  return bestMs;
}

function row(count: number, kinds: string[]): JourneyGraph {
  const steps = [
    { type: 'event-trigger', config: { event: 'Checkout Started' }, ports: ['next'] },
    ...Array.from({ length: count - 2 }, (_, index) => {
      const type = kinds[index % kinds.length]!;
      return { type, ...KINDS[type]! };
    }),
    { type: 'exit', config: {}, ports: [] },
  ];
  return {
    ...emptyGraph(),
    nodes: steps.map(({ type, config }, index) => ({
      id: `n${index}`,
      type,
      position: { x: 0, y: 0 },
      data: { version: 1, config: config as Record<string, unknown> },
    })),
    edges: steps.flatMap(({ ports }, index) =>
      ports.map((port) => ({
        id: `n${index}-${port}`,
        source: `n${index}`,
        sourceHandle: port,
        target: `n${index + 1}`,
      })),
    ),
  };
}
