/**
 * A whole number as people copy it: `1.000`, `1,000`, `1 000` and `1’000` are a thousand, in any language. Decimals are cut off:
 * `1.000,00` is a thousand, too.
 */
export const pastedCount = (text: string): string =>
  text
    .trim()
    .replace(/[.,](\d{1,2}|\d{4,})$/, '')
    .replace(/[\s.,'’]/g, '');
