/** What purposes are called in sentences. */
const IN_WORDS: Record<string, string> = {
  marketing: 'marketing texts',
  'cart-reminder': 'cart reminders',
  'back-in-stock': 'back-in-stock texts',
};

export const purposeInWords = (purpose: string): string => IN_WORDS[purpose] ?? `“${purpose}” texts`;

/**
 * A text about an order or an account needs no marketing consent (Markedsføringsloven § 10 takes pure service messages
 * out, seen 2026-11), nor does the one that asks for it.
 */
export const NEEDS_NO_CONSENT: ReadonlySet<string> = new Set([
  'transactional',
  'opt-in-confirmation',
  'opt-out-confirmation',
]);

/** What a person asked for, or must know, is never stopped by a limit, but counts towards it. */
export const NEVER_LIMITED: ReadonlySet<string> = new Set([...NEEDS_NO_CONSENT, 'back-in-stock']);
