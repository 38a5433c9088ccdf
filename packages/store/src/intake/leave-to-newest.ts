import type { Tx } from '../database.js';
import { COUNTED_STATES } from '../messages.js';
import type { LivePlan } from './live-plans.js';

interface Met {
  runId: string;
  live: LivePlan;
  refs: string[];
}

/**
 * Leaves what only the newest of a person's waits may hear, such as a reply, to that one: of the waits that are open, and
 * those right behind a text that has left, the one that was begun, or whose text left, last. A run comes to its wait a moment
 * after its text has come to the phone, and a quick answer before that. If there is none, the run that began last has it.
 */
export async function leaveToNewest(tx: Tx, met: Met[]): Promise<Met[]> {
  const contested = met.filter(({ live, refs }) => refs.some((ref) => isNewestOnly(live, ref)));
  if (contested.length < 2) return met;
  const rows = await tx
    .selectFrom('runs')
    .leftJoin('run_steps', (join) =>
      join.onRef('run_steps.run_id', '=', 'runs.id').on('run_steps.left_at', 'is', null),
    )
    .select(['runs.id', 'runs.started_at', 'run_steps.node_id', 'run_steps.entered_at'])
    .where(
      'runs.id',
      'in',
      contested.map(({ runId }) => runId),
    )
    .execute();
  const texts = await lastTexts(
    tx,
    contested.map(({ runId }) => runId),
  );
  const since = ({ runId, live, refs }: Met): [number, number] => {
    const row = rows.find(({ id }) => id === runId);
    const waits = (nodeId: string | null | undefined) =>
      refs.some((ref) => isNewestOnly(live, ref) && ref.startsWith(`${nodeId}/`));
    const enteredAtMs = row?.entered_at?.getTime() ?? 0;
    const text = texts.find(({ run_id }) => run_id === runId);
    const sentAtMs = text?.sending_at?.getTime() ?? 0;
    const asks = Object.values(live.plan.nodes[text?.node_id ?? '']?.next ?? {}).some(waits);
    const askedAtMs = asks && sentAtMs >= enteredAtMs ? sentAtMs : 0;
    return [Math.max(waits(row?.node_id) ? enteredAtMs : 0, askedAtMs), row?.started_at.getTime() ?? 0];
  };
  const [newest] = contested.sort((a, b) => {
    const [[waitA, startA], [waitB, startB]] = [since(a), since(b)];
    return waitB - waitA || startB - startA;
  });
  return met.flatMap((one) => {
    if (one === newest) return [one];
    const refs = one.refs.filter((ref) => !isNewestOnly(one.live, ref));
    return refs.length > 0 ? [{ ...one, refs }] : [];
  });
}

const lastTexts = (tx: Tx, runIds: string[]) =>
  tx
    .selectFrom('messages')
    .distinctOn('run_id')
    .select(['run_id', 'node_id', 'sending_at'])
    .where('run_id', 'in', runIds)
    .where('sending_at', 'is not', null)
    .where('state', 'in', COUNTED_STATES)
    .orderBy('run_id')
    .orderBy('sending_at', 'desc')
    .execute();

const isNewestOnly = ({ plan }: LivePlan, ref: string): boolean =>
  plan.subscriptions.some((subscription) => subscription.ref === ref && subscription.newestOnly);
