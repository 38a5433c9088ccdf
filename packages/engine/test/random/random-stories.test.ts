import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { historyInWords, readHistory } from '../conformance/recorded-history.js';
import { replayInSimulator } from './in-simulator.js';
import { stepOf } from './random-graph.js';
import { openStage, type Stage } from './stage.js';
import { traceInWords, type Trace } from './trace.js';
import { anyStory, storyInWords, type Story } from './story.js';

/** `npm run test:long` draws more; a failure names the seed that draws it again. */
const CASES = Number(process.env.SIGNALBOX_RANDOM_CASES ?? 40);
const SEED = Number(process.env.SIGNALBOX_RANDOM_SEED ?? 20_261_123);
/** Side by side, so that one's waiting for the server is another's time. */
const AT_ONCE = 20;
const RESTART_EVERY = Math.max(25, CASES / 10);
const SHRINK_FOR_MS = 60_000;

const catalogue = builtInCatalogue();
const stories = anyStory(catalogue, { maxSteps: 8 });
let stage: Stage;
/** Stories whose instants could not be compared, see `bothTell`. */
let vague = 0;

beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(async () => {
  await stage?.close();
}, 60_000);

it.each(catalogue.map((entry) => [entry.type, entry] as const))(
  '%s can be drawn at random',
  (_type, entry) => {
    const end = catalogue.find(({ ends }) => ends)!;
    expect(fc.sample(stepOf(entry, end), { numRuns: 20, seed: SEED })).toHaveLength(20);
  },
);

it(
  'a random journey under random events leaves the same trace in the simulator as on the server',
  async () => {
    const drawn = fc.sample(stories, { numRuns: CASES, seed: SEED });
    const failed: { at: number; error: unknown }[] = [];
    const ways = new Set<string>();
    let next = 0;
    const takeTurns = async () => {
      for (let at = next++; at < drawn.length && failed.length === 0; at = next++) {
        // Runs that are under way are left without a worker for a moment, and met by one that has never seen them.
        if (at % RESTART_EVERY === RESTART_EVERY - 1) await stage.restartWorkers();
        try {
          ways.add(await bothTell(drawn[at]!));
        } catch (error) {
          failed.push({ at, error });
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, takeTurns));
    if (failed.length > 0) await tellTheLeast(failed[0]!);
    // Different stories, or the promise would be worth little.
    expect(ways.size).toBeGreaterThan(CASES / 2);
    expect(vague).toBeLessThan(CASES * 0.75);
    console.log(
      `${CASES} cases, seed ${SEED}: ${ways.size} different ways, ${CASES - vague} compared to the millisecond`,
    );
  },
  60_000 + CASES * 2_000,
);

/** @returns the way that the run took */
async function bothTell(story: Story): Promise<string> {
  const { trace, histories, metNewWorkers, ...run } = await stage.perform(story);
  const recorded = readHistory(histories);
  const simulated = replayInSimulator({ ...run, salt: story.salt }, recorded);
  // A worker that takes a run over reads a clock that may stand some milliseconds, or a pause of the workers, apart.
  const withClock = !recorded.isClockVague && !metNewWorkers;
  const words = (told: Trace) => traceInWords(told, { withClock });
  expect(words(simulated), historyInWords(histories)).toBe(words(trace));
  vague += withClock ? 0 : 1;
  return traceInWords(trace, { withClock: false });
}

/** Performs the case again, and smaller ones like it, and fails with the smallest that still does. */
async function tellTheLeast({ at, error }: { at: number; error: unknown }): Promise<void> {
  const property = fc.asyncProperty(stories, async (story) => void (await bothTell(story)));
  const shrunk = await fc.check(property, {
    seed: SEED,
    path: String(at),
    numRuns: 1,
    interruptAfterTimeLimit: SHRINK_FOR_MS,
  });
  const [story] = shrunk.counterexample ?? [fc.sample(stories, { numRuns: at + 1, seed: SEED })[at]!];
  const again = shrunk.failed ? '' : 'Performed once more, it did not fail. ';
  throw new Error(
    [
      `Case ${at} of seed ${SEED} (SIGNALBOX_RANDOM_SEED=${SEED} SIGNALBOX_RANDOM_CASES=${at + 1}):`,
      storyInWords(story),
      `${again}${inWords(shrunk.failed ? shrunk.errorInstance : error)}`,
    ].join('\n'),
  );
}

function inWords(error: unknown): string {
  const { message, expected, actual } = error as Error & { expected?: string; actual?: string };
  return `${message}\nThe server:\n${expected}\nThe simulator:\n${actual}`;
}
