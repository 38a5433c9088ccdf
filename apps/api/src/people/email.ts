const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** Characters of an address, by RFC 3696. */
export const LONGEST_EMAIL = 320;

export const isEmail = (text: string): boolean => text.length <= LONGEST_EMAIL && EMAIL.test(text);
