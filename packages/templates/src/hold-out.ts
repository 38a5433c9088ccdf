import type { DrawnStep } from './graph-of.js';

/** A split that leaves some people alone, with its ways; nothing at all for 0 percent. `then` is what the others come to. */
export function leaveAlone(
  percent: number,
  at: [number, number],
  then: string,
): { steps: Record<string, DrawnStep>; ways: string[]; first: string } {
  if (percent === 0) return { steps: {}, ways: [], first: then };
  return {
    steps: {
      'hold-out': {
        at,
        type: 'random-split',
        name: 'Leave some alone',
        config: { branches: [{ id: 'texted', name: 'Gets texts', share: 100 }], holdOut: percent },
      },
      'left-alone': {
        at: [at[0] + 1, at[1] + 1],
        type: 'exit',
        name: 'Left alone',
        config: { outcome: 'held-out' },
      },
    },
    ways: [`hold-out texted > ${then}`, 'hold-out held-out > left-alone'],
    first: 'hold-out',
  };
}
