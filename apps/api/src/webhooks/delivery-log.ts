import { noteDelivery, type Database, type Taken } from '@signalbox/store';
import type { FastifyRequest } from 'fastify';
import { ApiError } from '../errors.js';

/** What became of a webhook. */
export interface Outcome {
  status: 'taken' | 'duplicate' | 'ignored';
  detail?: string;
  eventIds?: string[];
  /** What it said is not kept. */
  isUnkept?: true;
}

export const outcomeOf = (taken: Taken): Outcome => ({ status: taken.status, eventIds: [taken.eventId] });

/**
 * Writes down what a webhook said and what became of it, also when it was refused: what `handle` throws is thrown on.
 * Of what is not signed, or may not be kept, only the reason is.
 */
export async function logged(
  { database, nowMs }: { database: Database; nowMs: () => number },
  delivery: { integration: string; topic: string; raw: Buffer },
  request: FastifyRequest,
  handle: () => Promise<Outcome>,
): Promise<Outcome> {
  const startedMs = nowMs();
  const note = (
    outcome: 'taken' | 'duplicate' | 'ignored' | 'refused',
    detail?: string,
    eventIds?: string[],
    isUnkept = detail !== undefined && UNSIGNED.test(detail),
  ) =>
    noteDelivery(database, {
      integration: delivery.integration,
      topic: delivery.topic,
      atMs: startedMs,
      outcome,
      detail,
      eventIds,
      payload: isUnkept ? '' : delivery.raw.toString('utf8'),
      tookMs: nowMs() - startedMs,
    }).catch((error: unknown) => request.log.warn({ err: error }, 'A webhook could not be logged'));
  try {
    const outcome = await handle();
    await note(outcome.status, outcome.detail, outcome.eventIds, outcome.isUnkept);
    return outcome;
  } catch (error) {
    const detail =
      error instanceof ApiError ? `${error.code}: ${error.detail}` : 'Something went wrong here.';
    await note('refused', detail);
    throw error;
  }
}

const UNSIGNED = /^(bad-signature|webhook-not-configured)/;
