import { no, type No, type SendFacts } from '../send-facts.js';

/** On whom win-back has written to twice without a sign of life; an order, a click, a reply or a new sign-up takes it off. */
export const SUNSET_TAG = 'sunset';

/**
 * Whoever was let go gets no advertising, whichever journey asks. What they begin themselves has a purpose of its own.
 * Source: ours; who hears nothing for a while has had enough, or has another number.
 */
export function letGo({
  isLetGo,
  purpose,
  personName: name,
}: Pick<SendFacts, 'isLetGo' | 'purpose' | 'personName'>): No | null {
  return isLetGo && purpose === 'marketing'
    ? no('let-go', `${name} heard from us twice and did nothing, and was let go`)
    : null;
}
