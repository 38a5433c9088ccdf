import type { NotEntered } from '@signalbox/engine/simulate';

const NOT_ENTERED: Record<NotEntered, string> = {
  'too-old': 'It came in too late: old news starts nothing',
  'not-meant': 'The trigger or the entry filter does not mean it',
  'journey-closed': 'It came before the journey’s start or after its end',
  'inside-already': 'The person was inside already',
  'been-through': 'The person had been through',
};

/** A reason names its person; many together are told without. */
const NOT_SENT: Record<string, string> = {
  'no-phone': 'They have no phone number',
  'no-consent': 'They had not agreed to such texts',
  'consent-withdrawn': 'They had said no to such texts',
  stopped: 'They had replied STOP',
  limit: 'They had had the most texts there may be',
  'cart-reminded': 'They had been reminded of a cart within 48 hours',
  unreachable: 'The carrier says that their number can’t be reached',
  'no-request': 'They had not asked to be signed up, or that was too long ago',
  'ordered-since': 'They had ordered since the journey began',
  'cart-empty': 'They had emptied the cart',
  'not-wanted': 'They wanted no texts of this kind',
  paused: 'They wanted no texts at that time',
};

const HELD: Record<string, string> = {
  'sending-hours': 'It was outside sending hours',
  limit: 'They had had the most texts there may be',
  'no-phone-yet': 'They had no phone number yet',
  'spend-limit': 'The day’s limit of parts was used up',
};

/** Why an event let nobody in. */
export const notEnteredInShort = (code: NotEntered): string => NOT_ENTERED[code];

/** Of many people at once: why texts were not sent. */
export const notSentInShort = (code: string, reason: string): string => NOT_SENT[code] ?? reason;

/** Of many people at once: what texts waited for. */
export const heldInShort = (code: string): string => HELD[code] ?? code;
