const ADVICE: Record<string, string> = {
  'no-phone': 'Ask for a phone number at checkout or sign-up.',
  'no-consent': 'Ask for consent at sign-up or checkout; until then nobody may text them this.',
  'consent-withdrawn': 'Leave it be: they took their consent back.',
  stopped: 'Leave it be: only they can undo a STOP, by writing START.',
  expired: 'Give the step longer before it drops a text, or start earlier in the day.',
  limit: 'Fewer journeys at once, or a higher limit per person in the settings.',
  'cart-reminded': 'As it should be: a cart is reminded of once in 48 hours.',
  'not-known': 'Look at each: send it again, or say that it arrived.',
  'carrier-refused': 'Look at the sender and the account at your carrier.',
  'carrier-permanent': 'The number is wrong or a landline: ask the person for another.',
  'carrier-later': 'Nothing to do: the phone was off or out of reach too long.',
  'carrier-ours': 'Look at the sender, its registration and your balance at the carrier.',
  unreachable: 'The number takes no texts: ask the person for another.',
  'no-sender': 'Set up a sender for that country in the settings.',
  'not-wanted': 'Leave it be: the person chose so.',
  paused: 'Leave it be: the pause ends by itself.',
  'ordered-since': 'As it should be: they bought before the text left.',
  'out-of-stock': 'Nothing to do: there was nothing left to sell.',
  'cart-empty': 'As it should be: nothing was left in the cart.',
  'no-longer-true': 'As it should be: what the text says was not true any more.',
  'would-arrive-expired': 'Send such offers earlier, or give them a later end.',
  'text-fault': 'Open the step and give each field something to stand in.',
  'text-empty': 'Open the step: nothing is left of its text for some people.',
  'no-coupon': 'Upload more codes to the coupon’s pool.',
};

/** What somebody can do about texts that were not sent for a reason; `null` where nothing is known to help. */
export const adviceOn = (code: string): string | null => (Object.hasOwn(ADVICE, code) ? ADVICE[code]! : null);
