import type { RuleGroup, RunEvent } from '@signalbox/nodes/kernel';
import type { JourneyExit } from '../src/graph/journey-graph.js';
import type { Plan, PlanNode, PlanSubscription } from '../src/graph/plan.js';
import type { RunStart } from '../src/interpret/index.js';

const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

type Ways = Record<string, string | null>;

/** A plan written by hand: the first node is the trigger. */
export function planOf(nodes: Record<string, PlanNode>, exits: JourneyExit[] = []): Plan {
  const [trigger] = Object.keys(nodes);
  return {
    semantics: 2,
    trigger: { nodeId: trigger!, event: 'Checkout Started', where: null, maxAgeMs: HOUR },
    nodes,
    settings: { correlation: { by: 'contact' }, reentry: { kind: 'always' }, exits },
    subscriptions: [
      ...Object.entries(nodes).flatMap(([id, node]) => waitsOf(id, node)),
      ...exits.map(({ id, event, where = null, of }) => ({
        ref: `exit/${id}`,
        event,
        where,
        ...(of === 'person' && { ofPerson: true as const }),
      })),
    ],
    reads: {},
  };
}

function waitsOf(nodeId: string, { type, config }: PlanNode): PlanSubscription[] {
  if (!type.startsWith('wait-for-event@')) return [];
  const events = config.events as { id: string; event: string; where?: RuleGroup }[];
  return events.map(({ id, event, where }) => ({ ref: `${nodeId}/${id}`, event, where: where ?? null }));
}

const node = (type: string, config: PlanNode['config'], next: Ways): PlanNode => ({
  type: `${type}@1`,
  name: type,
  config,
  next,
});

export const trigger = (next: string | null) =>
  node('event-trigger', { event: 'Checkout Started' }, { next });

/** Waits for named events; each event's port is the event's name in lower case with dashes. */
export function wait(
  timeoutMs: number,
  next: Ways,
  { since = 'run-start' as 'run-start' | 'wait-start', events = ['Order Completed'] } = {},
) {
  const awaited = events.map((event) => ({ id: portOf(event), event, label: event }));
  return node('wait-for-event', { events: awaited, timeoutMs, since }, next);
}

export const portOf = (event: string) => event.toLowerCase().replaceAll(' ', '-');

export const send = (next: string | null, notSent: string | null = null) =>
  node(
    'send-sms',
    { text: 'You left something behind.', purpose: 'cart-reminder', dropAfterMs: DAY },
    { sent: next, 'not-sent': notSent },
  );

export const condition = (when: RuleGroup, next: { yes: string | null; otherwise: string | null }) =>
  node('condition', { branches: [{ id: 'yes', name: 'Yes', when }] }, next);

export const update = (next: string | null) =>
  node('update-contact', { set: [{ field: 'reminded', value: 'yes' }] }, { next });

export const exit = (outcome: string) => node('exit', { outcome }, {});

/** A node of the tests' own. */
export const custom = (type: string, config: PlanNode['config'], next: Ways) => node(type, config, next);

export const always: RuleGroup = { match: 'all', rules: [] };

/** The journey that the nearest peer cannot express. */
export const abandonedCart = (exits: JourneyExit[] = []) =>
  planOf(
    {
      cart: trigger('wait'),
      wait: wait(HOUR, { 'order-completed': 'bought', timeout: 'worth' }),
      worth: condition(
        { match: 'all', rules: [{ source: 'event', path: 'total', op: 'at-least', value: 200 }] },
        { yes: 'nudge', otherwise: 'too-small' },
      ),
      nudge: send('done'),
      done: exit('reminded'),
      bought: exit('bought'),
      'too-small': exit('too small'),
    },
    exits,
  );

export function startOf(startedAtMs: number, runId = '00000000-0000-5000-8000-000000000001'): RunStart {
  return {
    runId,
    journeyId: '00000000-0000-5000-8000-00000000000a',
    contactId: '00000000-0000-5000-8000-00000000000b',
    planHash: 'hash-of-the-plan',
    entryEvent: eventOf('Checkout Started', startedAtMs, { total: 300 }, 'entry'),
    startedAtMs,
  };
}

let ids = 0;

export const eventOf = (
  name: string,
  atMs: number,
  properties: RunEvent['properties'] = {},
  id = `event-${(ids += 1)}`,
): RunEvent => ({ id, name, atMs, properties });
