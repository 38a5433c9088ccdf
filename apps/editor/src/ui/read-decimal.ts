const other = (mark: string) => (mark === ',' ? '.' : ',');

/** Whether a number whose one mark stands before just three digits reads as thousands: `1.000`, and not `0.500`. */
const looksGrouped = (text: string) => /^-?[1-9]\d{0,2}\.\d{3}$/.test(text);

/**
 * A number as it was typed.
 * @param text with a point for its mark, whichever was typed
 * @param isForeign the mark that was typed is not the language's decimal one: in front of three digits it then groups thousands
 * @returns `undefined` if it is no number yet
 */
export function readTyped(text: string, isForeign: boolean): number | undefined {
  const number = Number(isForeign && looksGrouped(text) ? text.replace('.', '') : text);
  return text.trim() === '' || !Number.isFinite(number) ? undefined : number;
}

/**
 * A number as people copy it, with its currency or percent sign: by the marks of the language, or, where these make no sense
 * of it (`0.05` where the mark is a comma), by those of the others.
 * @param mark the language's decimal mark
 * @returns its digits with `mark`, or `null` where it is no number in either way
 */
export function pastedDecimal(text: string, mark: string): string | null {
  const [found, ...others] = text.match(/-?[.,]?\d(?:[\d.,\s'’]*\d)?/g) ?? [];
  if (!found || others.length > 0) return null;
  const bare = found.replace(/[\s'’]/g, '');
  for (const decimal of [mark, other(mark)]) {
    const group = other(decimal);
    const [whole = '', fraction, ...more] = bare.split(decimal);
    const isWhole = /^-?\d*$/.test(whole) || groups(whole, group);
    if (more.length === 0 && isWhole && /^\d*$/.test(fraction ?? ''))
      return whole.replaceAll(group, '') + (fraction ? mark + fraction : '');
  }
  return null;
}

const groups = (whole: string, group: string) =>
  new RegExp(`^-?[1-9]\\d{0,2}(\\${group}\\d{3})+$`).test(whole);
