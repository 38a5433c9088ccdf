import type { Arrival, Letter, Mailbox } from './run-state.js';

/** As many ids as an event's redelivery could reasonably lag behind; bounds the state that continue-as-new carries. */
const SEEN_IDS_KEPT = 500;
/** Far more than any plan waits for; beyond it the oldest go, so that a noisy event can't outgrow the state. */
const LETTERS_KEPT = 500;

/**
 * An empty mailbox.
 * @param entryEventId the event that started the run: it is never an arrival, too
 */
export const emptyMailbox = (entryEventId: string): Mailbox => ({
  letters: [],
  seenIds: [entryEventId],
  count: 0,
});

/**
 * Takes an arrival in, unless its event has come before.
 * @returns false for a duplicate
 */
export function receive(mailbox: Mailbox, arrival: Arrival): boolean {
  if (mailbox.seenIds.includes(arrival.event.id)) return false;
  mailbox.seenIds.push(arrival.event.id);
  if (mailbox.seenIds.length > SEEN_IDS_KEPT) mailbox.seenIds.shift();
  if (arrival.refs.length === 0) return true;
  mailbox.count += 1;
  mailbox.letters.push({ ...arrival, number: mailbox.count });
  if (mailbox.letters.length > LETTERS_KEPT) mailbox.letters.shift();
  return true;
}

export interface Sought {
  /** The subscriptions that would do, in order of preference for one event. */
  refs: string[];
  /** Letters up to this number don't count. */
  afterLetter: number;
  /** When time is up, Unix milliseconds. */
  untilMs: number | null;
}

/**
 * Takes the first letter that is sought out of the mailbox.
 *
 * A letter counts if it came in by the deadline, or if its event was stamped by then: after an outage the two are told
 * together, and what happened in time beats a timer.
 */
export function take(mailbox: Mailbox, sought: Sought): { letter: Letter; ref: string } | null {
  const found = find(mailbox, sought);
  if (found) mailbox.letters.splice(mailbox.letters.indexOf(found.letter), 1);
  return found;
}

/** Whether a letter that is sought is in the mailbox; it stays there. */
export const isMet = (mailbox: Mailbox, sought: Sought): boolean => find(mailbox, sought) !== null;

function find(
  mailbox: Mailbox,
  { refs, afterLetter, untilMs }: Sought,
): { letter: Letter; ref: string } | null {
  for (const letter of mailbox.letters) {
    if (letter.number <= afterLetter) continue;
    const ref = refs.find((sought) => letter.refs.includes(sought));
    if (ref === undefined) continue;
    const inTime = untilMs === null || letter.receivedAtMs <= untilMs || letter.event.atMs <= untilMs;
    if (inTime) return { letter, ref };
  }
  return null;
}
