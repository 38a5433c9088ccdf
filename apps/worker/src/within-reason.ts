import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { isOwnOutage } from './own-outage.js';

/** Below the activity's own time-out, so that what is told is why. */
const LONGEST_MS = 50_000;
/** A few of these before the run takes the worker for dead. */
const ALIVE_EVERY_MS = 4_000;
/** With Temporal's back-off these take about a quarter of an hour. */
const MOST_ATTEMPTS = 10;

/** So often it may fail before its run's page says so: what passes within seconds is nobody's concern. */
const UNSEEN_ATTEMPTS = 2;

/**
 * Calls a step's activity. One that never returns, or fails again and again, is given up, and its run then stands still
 * on the step and says why; but a part of ours that is down is waited for, however long.
 * @param tellFailing is told, in words, that it fails and is tried again
 */
export async function withinReason<T>(
  call: () => Promise<T>,
  tellFailing: (reason: string) => Promise<unknown>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const alive = setInterval(sayAlive(), ALIVE_EVERY_MS);
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('It did not answer within 50 seconds.')), LONGEST_MS);
  });
  try {
    return await Promise.race([call(), tooLong]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isTriedAgain =
      error instanceof ApplicationFailure || isOwnOutage(error) || attempt() < MOST_ATTEMPTS;
    if (isTriedAgain) {
      if (attempt() > UNSEEN_ATTEMPTS)
        await tellFailing(`Tried ${attempt()} times so far: ${message}`).catch(() => {});
      throw error;
    }
    throw ApplicationFailure.nonRetryable(`The step failed ${MOST_ATTEMPTS} times: ${message}`);
  } finally {
    clearTimeout(timer);
    clearInterval(alive);
  }
}

/** Tells Temporal that somebody works on it; nothing outside of an activity. */
function sayAlive(): () => void {
  try {
    const context = Context.current();
    return () => context.heartbeat();
  } catch {
    return () => {};
  }
}

function attempt(): number {
  try {
    return Context.current().info.attempt;
  } catch {
    return 1;
  }
}
