import { NEEDS_NO_CONSENT } from '../purposes.js';
import { no, type No, type SendFacts, type Wish } from '../send-facts.js';

/**
 * What a person chose on their own page: no texts on a topic, none for a while.
 * Source: ours; a person who can ask for less need not say STOP. Back-in-stock texts, asked for one by one, heed only
 * what is said about themselves.
 */
export function wishes(
  facts: Pick<SendFacts, 'purpose' | 'topic' | 'preferences' | 'personName' | 'nowMs'>,
): No | null {
  const { purpose, personName: name, nowMs } = facts;
  if (NEEDS_NO_CONSENT.has(purpose)) return null;
  for (const wish of wishesOn(facts)) {
    if (wish.choice !== 'no') continue;
    if (wish.until === null)
      return no(
        'not-wanted',
        `${name} wants no texts ${wish.topic === '*' ? 'of this kind' : `on “${wish.topic}”`}`,
      );
    if (wish.until.getTime() > nowMs)
      return no('paused', `${name} wants no texts before ${wish.until.toISOString().slice(0, 10)}`);
  }
  return null;
}

/** A pause is a wish of its own, so that what was wished before holds again after it. */
const EVERY_TEXT = new Set(['*', '*pause']);

/** The wishes that are about this text. */
export const wishesOn = ({
  preferences,
  purpose,
  topic,
}: Pick<SendFacts, 'preferences' | 'purpose' | 'topic'>): Wish[] =>
  preferences.filter(
    (wish) =>
      wish.topic === purpose ||
      wish.topic === topic ||
      (EVERY_TEXT.has(wish.topic) && purpose !== 'back-in-stock'),
  );
