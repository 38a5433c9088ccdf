import type { CarrierMessage } from '@signalbox/carrier';
import { intentOf } from '@signalbox/sms';
import { OFFER, type Person } from './people.js';
import type { CarriersLog } from './worst-day-world.js';

/** A row of the ledger. */
export interface LedgerRow {
  phone: string;
  body: string | null;
  state: string;
  reason_code: string | null;
  carrier_id: string | null;
}

/** The carrier's states in which a text of ours may be, by what the ledger says of it. */
const TRUE_IF: Record<string, string[]> = {
  // The carrier took it; what it said afterwards may be lost.
  accepted: ['queued', 'sent', 'delivered', 'undelivered', 'failed'],
  sent: ['sent', 'delivered', 'undelivered'],
  delivered: ['delivered'],
  undelivered: ['undelivered'],
  failed: ['failed', 'undelivered'],
};
/** What the ledger may say of a text that the carrier never took. */
const NEVER_TAKEN = new Set(['planned', 'held', 'suppressed', 'failed', 'sending', 'unknown']);
/** The default limits: two texts in 24 hours. */
const CAP = 2;

/**
 * Compares what we promise with the carrier's own log.
 * @returns each broken promise in a sentence
 */
export function brokenPromises(
  people: Person[],
  log: CarriersLog,
  taken: Map<string, CarrierMessage>,
  ledger: LedgerRow[],
): string[] {
  const broken: string[] = [];
  const offers = log.requests.filter(({ text }) => text.includes(OFFER));
  const byPhone = groupBy(offers, ({ to }) => to);

  const twice = groupBy(
    log.requests.filter(({ uuid }) => uuid !== null),
    ({ to, text }) => `${to} ${text}`,
  );
  for (const [text, requests] of twice)
    if (requests.length > 1) broken.push(`${text}: taken ${requests.length} times`);

  for (const { from, text, answeredOrder } of log.replies) {
    if (answeredOrder === null || intentOf(text) !== 'stop') continue;
    const after = (byPhone.get(from) ?? []).filter(({ order }) => order > answeredOrder);
    if (after.length > 0) broken.push(`${from}: ${after.length} requests begun after STOP was answered`);
  }

  for (const { phone, kind } of people) {
    const requests = byPhone.get(phone) ?? [];
    // What failed never left the carrier, so that it counts for nobody.
    const had = requests.filter(({ uuid }) => uuid !== null && taken.get(uuid)!.state !== 'failed').length;
    if (kind === 'asleep' && requests.length > 0) broken.push(`${phone}: asked for outside its window`);
    if (kind === 'unasked' && requests.length > 0) broken.push(`${phone}: asked for without consent`);
    if (had > CAP) broken.push(`${phone}: ${had} texts, over its cap`);
  }

  const rowsByText = new Map(ledger.map((row) => [`${row.phone} ${row.body}`, row]));
  for (const [text, [request]] of twice) {
    const row = rowsByText.get(text);
    if (!row) broken.push(`${text}: the carrier took it, and the ledger has nothing of it`);
    else if (row.carrier_id !== null && row.carrier_id !== request!.uuid)
      broken.push(`${text}: the ledger has another text's id`);
    else if (!TRUE_IF[row.state]?.includes(taken.get(request!.uuid!)!.state))
      broken.push(`${text}: ${row.state} here, ${taken.get(request!.uuid!)!.state} at the carrier`);
  }
  for (const row of ledger) {
    if (!twice.has(`${row.phone} ${row.body}`) && !NEVER_TAKEN.has(row.state))
      broken.push(`${row.phone} ${row.body}: ${row.state} here, and the carrier never took it`);
  }
  return broken;
}

/** As `Map.groupBy`, which Node 20 lacks. */
export function groupBy<T>(values: T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}
