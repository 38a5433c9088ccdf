/**
 * What it costs a worker to meet a run for the first time, as each does after a deploy: replays the recorded
 * histories again and again: `npx tsx bench/replay-histories.bench.ts [rounds]`.
 */
import { bundleWorkflows } from '../packages/engine/src/temporal/index.js';
import { goldenHistories } from '../packages/engine/test/histories/golden.js';
import { replay } from '../packages/engine/test/histories/replay.js';
import { tell } from './measured.js';

const rounds = Number(process.argv[2] ?? 5);
const bundle = await bundleWorkflows();
const histories = goldenHistories();
const beganMs = performance.now();
for (let round = 0; round < rounds; round += 1) {
  for (const golden of histories) await replay(bundle, golden);
}
const perHistoryMs = (performance.now() - beganMs) / (rounds * histories.length);
tell({
  question: `replay of a recorded history, a replay worker for each included (${histories.length} histories)`,
  here: `${perHistoryMs.toFixed(0)} ms`,
});
