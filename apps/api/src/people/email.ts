const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** Characters of an address, by RFC 3696. */
const LONGEST_EMAIL = 320;

export const isEmail = (text: string): boolean => text.length <= LONGEST_EMAIL && EMAIL.test(text);

/**
 * An address as it came, or nothing where it is none, with a warning: it would be one person's name, and nobody could be
 * written to by it.
 */
export function emailOrWarning(given: string, warnings: string[]): string | undefined {
  if (isEmail(given)) return given;
  warnings.push(
    given.length > LONGEST_EMAIL
      ? `The e-mail address was left out: it is longer than ${LONGEST_EMAIL} characters.`
      : `The e-mail address was left out: “${given.slice(0, 100)}” is none.`,
  );
  return undefined;
}
