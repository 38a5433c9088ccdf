const KRONER = new Set(['DKK', 'SEK', 'NOK']);

/**
 * As people write it in a text: `40 kr`, `£4.50`, and the ISO code where no short form is in the phone's own alphabet.
 * @param amount in whole units; cents are shown if there are any
 * @param currency ISO 4217
 */
export function moneyInWords(amount: number, currency: string): string {
  const shown = Number.isInteger(amount) ? String(amount) : amount.toFixed(2);
  if (KRONER.has(currency)) return `${shown.replace('.', ',')} kr`;
  if (currency === 'GBP') return `£${shown}`;
  return currency === 'USD' ? `$${shown}` : `${shown} ${currency}`.trim();
}
