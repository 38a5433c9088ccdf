import type { Database } from './database.js';

export interface NodeCounts {
  entered: number;
  waiting: number;
  left: Record<string, number>;
  endedHere: number;
  messages?: {
    sent: number;
    delivered: number;
    failed: number;
    notSent: number;
    held: number;
    reasons: Record<string, number>;
  };
}

export interface JourneyCountsByNode {
  entered: number;
  inside: number;
  ended: number;
  nodes: Record<string, NodeCounts>;
}

/**
 * What the canvas shows, counted from the steps alone: each arrival at a node is either still waiting there, has left
 * by a port, or ended there, so the three always add up to `entered`.
 * @param version `null` for all of them
 */
export async function journeyStats(
  database: Database,
  journeyId: string,
  version: number | null,
): Promise<JourneyCountsByNode> {
  const [steps, runs, messages] = await Promise.all([
    database.kysely
      .selectFrom('run_steps')
      .innerJoin('runs', 'runs.id', 'run_steps.run_id')
      .select(({ fn }) => [
        'run_steps.node_id',
        'run_steps.port',
        fn.countAll<number>().as('entered'),
        fn.countAll<number>().filterWhere('run_steps.left_at', 'is', null).as('waiting'),
      ])
      .where('runs.journey_id', '=', journeyId)
      .$if(version !== null, (query) => query.where('runs.version', '=', version!))
      .groupBy(['run_steps.node_id', 'run_steps.port'])
      .execute(),
    database.kysely
      .selectFrom('runs')
      .select(({ fn }) => [
        fn.countAll<number>().as('entered'),
        fn.countAll<number>().filterWhere('ended_at', 'is', null).as('inside'),
      ])
      .where('journey_id', '=', journeyId)
      .$if(version !== null, (query) => query.where('version', '=', version!))
      .executeTakeFirstOrThrow(),
    database.kysely
      .selectFrom('messages')
      .innerJoin('runs', 'runs.id', 'messages.run_id')
      .select(({ fn }) => [
        'messages.node_id',
        'messages.state',
        'messages.reason_code',
        fn.countAll<number>().as('count'),
      ])
      .where('messages.journey_id', '=', journeyId)
      .$if(version !== null, (query) => query.where('runs.version', '=', version!))
      .groupBy(['messages.node_id', 'messages.state', 'messages.reason_code'])
      .execute(),
  ]);

  const nodes: Record<string, NodeCounts> = {};
  const node = (id: string) => (nodes[id] ??= { entered: 0, waiting: 0, left: {}, endedHere: 0 });
  for (const { node_id, port, entered, waiting } of steps) {
    const counts = node(node_id);
    counts.entered += entered;
    counts.waiting += waiting;
    const gone = entered - waiting;
    if (port === null) counts.endedHere += gone;
    else counts.left[port] = (counts.left[port] ?? 0) + gone;
  }
  for (const { node_id, state, reason_code, count } of messages) {
    if (node_id === null) continue;
    const counts = (node(node_id).messages ??= {
      sent: 0,
      delivered: 0,
      failed: 0,
      notSent: 0,
      held: 0,
      reasons: {},
    });
    if (state === 'accepted' || state === 'sent' || state === 'delivered' || state === 'undelivered')
      counts.sent += count;
    if (state === 'delivered') counts.delivered += count;
    if (state === 'failed' || state === 'undelivered') counts.failed += count;
    if (state === 'planned' || state === 'held' || state === 'sending') counts.held += count;
    if (state === 'suppressed' || state === 'unknown' || state === 'failed') {
      counts.notSent += count;
      const code = reason_code ?? state;
      counts.reasons[code] = (counts.reasons[code] ?? 0) + count;
    }
  }
  return { entered: runs.entered, inside: runs.inside, ended: runs.entered - runs.inside, nodes };
}
