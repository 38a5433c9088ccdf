/** One of the ways in which our texts may be signed. */
export interface Sender {
  /** A number in E.164, a short code, up to 11 letters and digits, or a powerpack's uuid. */
  sender: string;
  kind: 'number' | 'short-code' | 'name' | 'powerpack';
  /** ISO 3166-1 alpha-2; everywhere if empty. */
  countries: string[];
  /** Every purpose if empty. */
  purposes: string[];
  /** Whether a reply to it reaches us. A name hears nothing. */
  canReceive: boolean;
}

/** Networks that let in no text signed by a name (Plivo's error 40, seen 2026-11). */
const NUMBERS_ONLY = new Set(['US', 'CA']);

/**
 * The sender for a text: the one that is asked for if it may text there, else the first one that names the country and the purpose, then the country, then the purpose, then
 * any. @returns `null` if all are for others
 */
export function senderFor(
  senders: Sender[],
  { country, purpose, asked }: { country: string | null; purpose: string; asked?: string },
): Sender | null {
  const letIn = NUMBERS_ONLY.has(country ?? '') ? senders.filter(({ kind }) => kind !== 'name') : senders;
  const named = letIn.find(({ sender }) => sender === asked);
  if (named && isFor(named.countries, country)) return named;
  const fitting = letIn.filter(
    ({ countries, purposes }) => isFor(countries, country) && isFor(purposes, purpose),
  );
  const closeness = ({ countries, purposes }: Sender) =>
    (countries.length > 0 ? 2 : 0) + (purposes.length > 0 ? 1 : 0);
  return fitting.toSorted((a, b) => closeness(b) - closeness(a))[0] ?? null;
}

/**
 * The sender that answers somebody: the one they wrote to, however the carrier spells it, else one that hears what they
 * answer to it, else any.
 */
export function senderToAnswer(
  senders: Sender[],
  { writtenTo, ...where }: { writtenTo: string; country: string | null; purpose: string },
): Sender | null {
  const bare = (sender: string) => sender.replace(/^\+/, '');
  const same = senders.find(({ sender }) => bare(sender) === bare(writtenTo));
  const hearing = senders.filter(({ canReceive }) => canReceive);
  return same ?? senderFor(hearing, where) ?? senderFor(senders, where);
}

const isFor = (those: string[], one: string | null) =>
  those.length === 0 || (one !== null && those.includes(one));

/** What a sender is, by the look of it. */
export function kindOfSender(sender: string): Sender['kind'] {
  if (/^\+?\d{7,15}$/.test(sender)) return 'number';
  if (/^\d{3,6}$/.test(sender)) return 'short-code';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(sender) ? 'powerpack' : 'name';
}

/** A sender for everywhere and everything, by its look. */
export function senderLike(sender: string): Sender {
  const kind = kindOfSender(sender);
  return { sender, kind, countries: [], purposes: [], canReceive: kind !== 'name' };
}

/** One sender for everything, as the environment names it. */
export const onlySender = (sender: string): Sender[] => [senderLike(sender)];
