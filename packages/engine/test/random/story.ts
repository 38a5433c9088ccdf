import * as fc from 'fast-check';
import type { Catalogue, JourneyGraph } from '../../src/graph/index.js';
import { DAY, HOUR, MINUTE } from '../plans.js';
import { EVENTS } from './random-config.js';
import { graphInWords, validGraph, type GraphLimits } from './random-graph.js';

/** An event as the world tells it: the same `id` again is a duplicate. */
export interface ToldEvent {
  name: string;
  id: string;
  /** What a person wrote, if it is a text. */
  text: string;
  /** When it happened, as a distance from the moment at which it is told: before it, or, by a wrong clock, after. */
  stampedMs: number;
}

/** One thing that happens to a run, and how far the run's clock moves before it does. */
export type Happening = { after: Passing } & (
  { event: ToldEvent } | { paused: boolean; due?: 'now' | 'later' | 'end' } | { interrupt: InterruptKind }
);

/** `move`: to the journey with longer waits; `move-on`: to it, and there to the step after the run's own. */
export type InterruptKind = 'end' | 'hold' | 'release' | 'skip' | 'retry' | 'move' | 'move-on';

/** `0`: at once, in one breath with the one before. `deadline`: when the run's own time-out is due, or a moment off. */
type Passing = number | { deadline: -1 | 0 | 1 };

/** One person's way through one random journey, reproducible from a seed. */
export interface Story {
  graph: JourneyGraph;
  /** Decides what activities and conditions answer. */
  salt: number;
  /** Told before the run has begun: the signal starts it. */
  early: ToldEvent[];
  happenings: Happening[];
  /** Comes in while the run's first activity is under way. */
  duringActivity: ToldEvent | null;
  /** Continued as new at every wait. */
  continuing: boolean;
}

const toldEvent = fc.record({
  name: fc.constantFrom(...EVENTS),
  id: fc.nat({ max: 9 }),
  stampedMs: fc.constantFrom(0, 0, -1, -MINUTE, -HOUR, -2 * DAY, MINUTE),
});
const TEXTS = ['ja tak', 'no', '12', 'tomorrow', 'why?'];
// Under the same id always the same event, as a courier tells it twice.
const event = toldEvent.map(({ name, id, stampedMs }): ToldEvent => ({
  name,
  id: `${name}-${id}`,
  text: TEXTS[id % TEXTS.length]!,
  stampedMs,
}));

const passing = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Passing>(0) },
  { weight: 2, arbitrary: fc.constantFrom<Passing>(MINUTE, 30 * MINUTE, HOUR, DAY) },
  { weight: 2, arbitrary: fc.constantFrom<Passing>({ deadline: -1 }, { deadline: 0 }, { deadline: 1 }) },
);

const INTERRUPTS: InterruptKind[] = ['end', 'hold', 'release', 'skip', 'retry', 'move', 'move-on'];
const happening = fc.oneof(
  { weight: 8, arbitrary: fc.record({ after: passing, event }) },
  {
    weight: 1,
    arbitrary: fc.record({
      after: passing,
      paused: fc.boolean(),
      due: fc.constantFrom('now' as const, 'later' as const, 'end' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ after: passing, interrupt: fc.constantFrom(...INTERRUPTS) }) },
);

export function anyStory(catalogue: Catalogue, limits: GraphLimits): fc.Arbitrary<Story> {
  return fc.record({
    graph: validGraph(catalogue, limits),
    salt: fc.nat(),
    early: fc.oneof(
      { weight: 3, arbitrary: fc.constant<ToldEvent[]>([]) },
      fc.array(event, { maxLength: 2 }),
    ),
    happenings: fc.array(happening, { maxLength: 6 }),
    duringActivity: fc.option(event, { freq: 2 }),
    continuing: fc.boolean(),
  });
}

export function storyInWords({ graph, ...rest }: Story): string {
  return `${graphInWords(graph)}\n${JSON.stringify(rest)}`;
}
