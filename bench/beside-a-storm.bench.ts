/**
 * How much longer a text of one journey takes while a crowd of another journey is being started, and how many of the
 * crowd's texts leave before it: `npx tsx bench/beside-a-storm.bench.ts`. Needs the servers that `npm run bench` starts.
 * The carrier's pace keeps nobody waiting here: what is short is the machine.
 */
import { openStormWorld } from '../apps/worker/test/beside-a-storm/storm-world.js';
import { until } from '../packages/engine/test/temporal-world.js';
import { isLong, percentile, seconds, tell } from './measured.js';

const CROWD = Number(process.argv[2] ?? (isLong ? 2_000 : 400));
const TIMES = 5;

interface Passed {
  ms: number;
  /** Texts of the crowd that left meanwhile. */
  crowd: number;
}

const world = await openStormWorld();
const { enter, texts } = world;
await world.work();
await one();
const alone = await inTurn(() => one());

await enter('crowd', CROWD);
const waiting = CROWD - (await texts('crowd'));
const beside = await inTurn(async (time) => {
  await until(async () => (await texts('crowd')) >= CROWD - waiting * (1 - time / (TIMES + 1)), 3_600_000);
  return one();
});
const median = (passed: Passed[]) =>
  percentile(
    passed.map(({ ms }) => ms),
    0.5,
  );
const most = Math.max(...beside.map(({ crowd }) => crowd));
tell({
  question: `a text of another journey beside a crowd of ${waiting} who wait to be started, from its event to the carrier (median of ${TIMES})`,
  here: `${seconds(median(beside))}; without them ${seconds(median(alone))}`,
  ratio: median(beside) / median(alone),
  promised: 'no more for a larger crowd',
});
tell({
  question: `the same: texts of the crowd that left before it, at most`,
  here: `${most} of ${waiting}`,
  promised: 'what the worker has in hand, of a crowd of any size',
});
await world.close();
process.exit(0);

async function inTurn(pass: (time: number) => Promise<Passed>): Promise<Passed[]> {
  const passed: Passed[] = [];
  for (let time = 0; time < TIMES; time += 1) passed.push(await pass(time));
  return passed;
}

async function one(): Promise<Passed> {
  const [few, crowd] = [await texts('few'), await texts('crowd')];
  const sinceMs = performance.now();
  await enter('few', 1);
  await until(async () => (await texts('few')) > few, 3_600_000);
  return { ms: performance.now() - sinceMs, crowd: (await texts('crowd')) - crowd };
}
