import type { Tx } from '../database.js';
import type { LivePlan } from './live-plans.js';

interface Met {
  runId: string;
  live: LivePlan;
  refs: string[];
}

/**
 * Leaves what only the newest of a person's waits may hear, such as a reply, to that one: the wait that was begun last
 * among those that are open now. If none is open yet, the run that began last has it.
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
  const since = ({ runId, live, refs }: Met): [number, number] => {
    const row = rows.find(({ id }) => id === runId);
    const isOpen = refs.some((ref) => isNewestOnly(live, ref) && ref.startsWith(`${row?.node_id}/`));
    return [isOpen ? row!.entered_at!.getTime() : 0, row?.started_at.getTime() ?? 0];
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

const isNewestOnly = ({ plan }: LivePlan, ref: string): boolean =>
  plan.subscriptions.some((subscription) => subscription.ref === ref && subscription.newestOnly);
