import type { Client } from '@temporalio/client';
import { restockSignal } from './signals.js';

export const waitlistWorkflowId = (shop: string, variantId: string): string =>
  `waitlist/${shop}/${variantId}`;

/** Wakes the rounds of a line, beginning them if none are under way. Waking twice is waking once. */
export async function wakeWaitlist(
  client: Client,
  {
    taskQueue,
    shop,
    variantId,
    isUrgent,
  }: { taskQueue: string; shop: string; variantId: string; isUrgent: boolean },
): Promise<void> {
  await client.workflow.signalWithStart('waitlist', {
    workflowId: waitlistWorkflowId(shop, variantId),
    taskQueue,
    args: [{ shop, variantId, rounds: 0 }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    signal: restockSignal,
    signalArgs: [{ isUrgent }],
  });
}
