// Enters a workflow bundle. `textAtOnce` of `killed-workers/people.ts`, as somebody would write it by hand.
import { proxyActivities } from '@temporalio/workflow';
import type { ActivityInput, RunStart } from '../../packages/engine/src/interpret/index.js';

const { 'send-sms.send': send } = proxyActivities<{
  'send-sms.send'(input: ActivityInput): Promise<{ value: unknown }>;
}>({ startToCloseTimeout: '1 minute' });

export async function journey(_plan: object, start: RunStart): Promise<string> {
  const { runId, journeyId, contactId, planHash, entryEvent } = start;
  if (Number(entryEvent.properties.total) < 200) return 'too small';
  await send({
    ...{ runId, journeyId, contactId, planHash, nodeId: 'remind', visit: 0, vars: {}, nowMs: Date.now() },
    entryEvent: { ...entryEvent },
    input: {
      template: 'Hi {{ contact.first_name }}, your cart is waiting.',
      purpose: 'marketing',
      dropAfterMs: 172_800_000,
      enteredAtMs: Date.now(),
    },
  });
  return 'reminded';
}
