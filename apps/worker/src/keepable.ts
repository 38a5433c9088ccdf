import { notPlainJson } from '@signalbox/engine/interpret';
import type { Json } from '@signalbox/nodes/kernel';
import { storable } from '@signalbox/store';
import { ApplicationFailure } from '@temporalio/common';

/** In characters of JSON. It stays in the run's history, which Temporal ends at some MB. */
const LARGEST = 500_000;

/**
 * What an activity returned, as the run's history keeps it.
 * @throws ApplicationFailure, never to be tried again, if that can't be kept: the step is then shown as stuck
 */
export function keepable(returned: unknown): Json {
  const fault = notPlainJson(returned, 'it');
  if (fault !== null)
    throw ApplicationFailure.nonRetryable(`What the step’s activity returned must be plain JSON: ${fault}.`);
  const text = JSON.stringify(returned) ?? 'null';
  if (text.length > LARGEST)
    throw ApplicationFailure.nonRetryable(
      `What the step’s activity returned is too large: ${text.length} characters of at most ${LARGEST}. Return what the journey needs of it.`,
    );
  return storable(JSON.parse(text) as Json);
}
