const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const LONGEST = 320;

export const isEmail = (text: string): boolean => EMAIL.test(text) && text.length <= LONGEST;
