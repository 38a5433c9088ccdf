import { NEEDS_NO_CONSENT, purposeInWords } from '../purposes.js';
import { no, type No, type SendFacts } from '../send-facts.js';

/**
 * Consent to this very purpose.
 * Sources: Markedsføringsloven § 10 (prior consent for SMS, and e-mail's does not cover it), TCPA (prior express written
 * consent), GDPR art. 6 and 7 (bound to a purpose); seen 2026-11.
 */
export function consent({
  consent,
  purpose,
  personName: name,
}: Pick<SendFacts, 'consent' | 'purpose' | 'personName'>): No | null {
  if (NEEDS_NO_CONSENT.has(purpose)) return null;
  const what = purposeInWords(purpose);
  if (consent === 'denied') return no('consent-withdrawn', `${name} has said no to ${what}`);
  if (consent !== 'granted') return no('no-consent', `${name} has not agreed to ${what}`);
  return null;
}
