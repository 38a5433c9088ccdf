import { readMoment, sayMoment } from '../local-time/moments.js';
import { zoneOf } from '../local-time/zone-of.js';

/**
 * When a campaign's local time comes to a person.
 * @param occurrence the campaign's date and time without a zone: `2026-12-01T10:00`
 */
export function personalMoment(
  occurrence: string | undefined,
  contact: { [field: string]: unknown },
  shopTimeZone: string,
  nowMs: number,
): { atMs: number; said: string } {
  const { zone, note } = zoneOf(contact, shopTimeZone);
  const atMs = (occurrence && readMoment(occurrence, zone)) || nowMs;
  return { atMs, said: `${sayMoment(atMs, zone)}${note && `: ${note}`}` };
}
