import { no, type No, type SendFacts } from '../send-facts.js';

/**
 * A confirmation answers a request that was recorded, and nothing else.
 * Source: the Danish consumer ombudsman holds that asking for consent by SMS is itself unasked-for marketing (seen
 * 2026-11); CTIA: typing a number is not consent, so it is confirmed.
 */
export function optInRequest({ purpose, hasOptInRequest, personName: name }: SendFacts): No | null {
  if (purpose !== 'opt-in-confirmation' || hasOptInRequest) return null;
  return no('no-request', `${name} has not asked to be signed up, or that was too long ago`);
}
