// Enters the workflow bundle: nothing here may reach a Node built-in, zod or a database.
import {
  condition,
  continueAsNew,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { restockSignal } from './signals.js';

/** Which line, and how many rounds it has had: all that goes over a continue-as-new. */
interface WaitlistLine {
  shop: string;
  variantId: string;
  rounds: number;
}

/** What a worker must offer to the rounds of a line. */
export interface WaitlistActivities {
  waitlistSettleMs(line: { shop: string; variantId: string }): Promise<number>;
  /** Asked again with the same `roundKey` after a crash: it answers as before. */
  waitlistRound(input: {
    shop: string;
    variantId: string;
    roundKey: string;
    nowMs: number;
  }): Promise<{ nextInMs: number | null }>;
}

/** Stock that never stands still is taken as it is after so many times the settling. */
const LONGEST_SETTLING = 6;

const local = proxyLocalActivities<WaitlistActivities>({
  startToCloseTimeout: '30s',
  localRetryThreshold: '10s',
  retry: { initialInterval: '250ms', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/**
 * The rounds of one variant's line. It lets the stock settle, tells the next of the line, and counts again after a
 * while, until stock or line is empty; the next restock begins anew. Who stands in line is in the database.
 */
export async function waitlist(line: WaitlistLine): Promise<void> {
  const { shop, variantId } = line;
  let { rounds } = line;
  let hasChanged = false;
  let isUrgent = false;
  let heard = 0;
  setHandler(restockSignal, (restock) => {
    heard++;
    hasChanged = true;
    isUrgent ||= restock.isUrgent;
  });
  await Promise.resolve();

  for (;;) {
    if (rounds === 0 || hasChanged) await settle();
    hasChanged = false;
    isUrgent = false;
    const { firstExecutionRunId } = workflowInfo();
    // A task that news overtook is done anew: its round then has another key, as it looks at another stock.
    const roundKey = `${firstExecutionRunId}/${rounds++}/${heard}`;
    const { nextInMs } = await local.waitlistRound({ shop, variantId, roundKey, nowMs: Date.now() });
    if (hasChanged) continue;
    if (nextInMs === null) return;
    await condition(() => hasChanged, nextInMs);
    if (!hasChanged && workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof waitlist>({ shop, variantId, rounds });
  }

  async function settle(): Promise<void> {
    if (isUrgent) return;
    const settleMs = await local.waitlistSettleMs({ shop, variantId });
    const latestMs = Date.now() + LONGEST_SETTLING * settleMs;
    do {
      hasChanged = false;
    } while (
      (await condition(
        () => hasChanged || isUrgent,
        Math.max(1, Math.min(settleMs, latestMs - Date.now())),
      )) &&
      !isUrgent &&
      Date.now() < latestMs
    );
  }
}
