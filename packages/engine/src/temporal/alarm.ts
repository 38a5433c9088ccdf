import { CancellationScope, sleep } from '@temporalio/workflow';

/** A durable timer that outlives the waits it serves: an event that ends no wait must not cost a new timer. */
export interface Alarm {
  readonly atMs: number;
  readonly rang: boolean;
  cancel(): void;
}

/** Sets a timer for an instant, Unix milliseconds. */
export function setAlarm(atMs: number): Alarm {
  const scope = new CancellationScope();
  const alarm = { atMs, rang: false, cancel: () => scope.cancel() };
  void scope
    .run(() => sleep(Math.max(1, atMs - Date.now())))
    .then(
      () => (alarm.rang = true),
      () => {}, // cancelled: nobody waits for it any more
    );
  return alarm;
}
