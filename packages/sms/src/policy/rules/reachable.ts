import { no, type No, type SendFacts } from '../send-facts.js';

/**
 * There is a number, and it can be reached.
 * Source: Plivo's error codes 50 and 70 name numbers that never will be (seen 2026-11); texts to them cost and harm the
 * sender's standing.
 */
export function reachable({
  phone,
  unreachable,
  personName: name,
}: Pick<SendFacts, 'phone' | 'unreachable' | 'personName'>): No | null {
  if (phone === null) return no('no-phone', `${name} has no phone number`);
  if (unreachable !== null) return no('unreachable', `${name}’s number can’t be reached: ${unreachable}`);
  return null;
}
