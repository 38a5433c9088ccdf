import { awaitEvent, note, nowMs, pick, setVars, sleepUntil, type Runners } from '@signalbox/nodes/kernel';
import { runners as builtIn } from '@signalbox/nodes/runners';

const HOUR = 3_600_000;

/** The built-in node types and some of the tests' own, for the simulator and for the workflow bundle alike. */
export const runners: Runners = {
  ...builtIn,

  *'busy@1'() {
    const begunAtMs = yield* nowMs();
    yield* setVars({ share: yield* pick([1, 1]) });
    yield* sleepUntil(begunAtMs + HOUR);
    const met = yield* awaitEvent(['seen'], { untilMs: (yield* nowMs()) + HOUR });
    yield* note(`saw ${met?.event.name ?? 'nothing'}`);
    return met ? 'seen' : 'timeout';
  },

  // eslint-disable-next-line require-yield -- it never gets that far
  *'broken@1'() {
    throw new Error('out of order');
  },
};
