// Enters a workflow bundle. The journey of `killed-workers/people.ts`, as somebody would write it by hand.
import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { ActivityInput, RunStart } from '../../packages/engine/src/interpret/index.js';

type Asked = (input: ActivityInput) => Promise<{ value: unknown }>;

const arrival = defineSignal<[{ event: { name: string } }]>('arrival');
const { 'send-sms.send': send, 'update-contact.update': update } = proxyActivities<{
  'send-sms.send': Asked;
  'update-contact.update': Asked;
}>({ startToCloseTimeout: '1 minute' });

export async function journey(_plan: object, start: RunStart): Promise<string> {
  const { runId, journeyId, contactId, planHash, entryEvent } = start;
  const events: string[] = [];
  setHandler(arrival, ({ event }) => void events.push(event.name));
  const asked = (nodeId: string, input: ActivityInput['input']): ActivityInput => ({
    ...{ runId, journeyId, contactId, planHash, nodeId, input },
    entryEvent: { ...entryEvent },
    visit: 0,
    vars: {},
    nowMs: Date.now(),
  });

  if (await condition(() => events.includes('Order Completed'), 2_000)) return 'bought';
  if (Number(entryEvent.properties.total) < 200) return 'too small';
  await send(
    asked('remind', {
      template: 'Hi {{ contact.first_name }}, your cart is waiting.',
      purpose: 'marketing',
      dropAfterMs: 172_800_000,
      enteredAtMs: Date.now(),
    }),
  );
  await update(asked('mark', { set: [{ field: 'reminded', value: 'yes' }] }));
  await condition(() => events.includes('Product Viewed'), 1_000);
  return 'reminded';
}

/** Waits for an event of a day, and for nothing else. */
export async function waiting(): Promise<boolean> {
  const events: string[] = [];
  setHandler(arrival, ({ event }) => void events.push(event.name));
  return condition(() => events.includes('Order Completed'), 86_400_000);
}
