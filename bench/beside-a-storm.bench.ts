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
await enter('crowd', CROWD);
await world.work();
const beside: Passed[] = [];
for (let time = 0; time < TIMES; time += 1) {
  await crowdHas(10 + (CROWD * time) / (TIMES + 1));
  beside.push(await one());
}
await crowdHas(CROWD);
const alone: Passed[] = [];
for (let time = 0; time < TIMES; time += 1) alone.push(await one());

const longest = Math.max(...beside.map(({ ms }) => ms));
const usual = percentile(
  alone.map(({ ms }) => ms),
  0.5,
);
tell({
  question: `a text of another journey beside a crowd of ${CROWD} that is being started, from its event to the carrier (the slowest of ${TIMES})`,
  here: `${seconds(longest)}; without them ${seconds(usual)}`,
  ratio: longest / usual,
  promised: 'no more for a larger crowd',
});
tell({
  question: 'the same: texts of the crowd that left before it, at most',
  here: `${Math.max(...beside.map(({ crowd }) => crowd))} of ${CROWD}`,
  promised: 'what the worker has in hand, of a crowd of any size',
});
await world.close();
process.exit(0);

function crowdHas(count: number): Promise<void> {
  return until(async () => (await texts('crowd')) >= count, 3_600_000);
}

async function one(): Promise<Passed> {
  const [few, crowd] = [await texts('few'), await texts('crowd')];
  const sinceMs = performance.now();
  await enter('few', 1);
  await until(async () => (await texts('few')) > few, 3_600_000);
  return { ms: performance.now() - sinceMs, crowd: (await texts('crowd')) - crowd };
}
