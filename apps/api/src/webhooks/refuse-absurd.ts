import { ApiError } from '../errors.js';
import { isTooDeep, MOST_DEEP } from '../intake/nesting.js';
import { absurdTime } from '../intake/sound-time.js';
import { isRecord } from './reading.js';

/**
 * Refuses what no shop sends: times that cannot be right, and data nested without end.
 * @param times the fields of the payload that say when
 * @throws ApiError `invalid-request`
 */
export function refuseAbsurd(body: unknown, times: readonly string[], nowMs: number): void {
  if (!isRecord(body)) return;
  if (isTooDeep(body))
    throw new ApiError('invalid-request', `The body is nested deeper than ${MOST_DEEP} levels.`);
  const fault = absurdTime(body, times, nowMs);
  if (fault) throw new ApiError('invalid-request', fault);
}
