/** Accents of the alphabets of Europe, and Vietnam's dot below. */
const MARKS = /[\u0300-\u0304\u0306-\u0308\u030A-\u030C\u0323\u0326-\u0328]/g;
/** Letters that are not another with a mark. */
const OTHERS: { [letter: string]: string } = {
  ...{ ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ð: 'd', Ð: 'D', ı: 'i' },
  ...{ æ: 'ae', Æ: 'ae', œ: 'oe', Œ: 'oe', ß: 'ss' },
};

/** A name as people are found by it, with or without its accents: as `contact_words` of migration 0058 writes it. */
export const plainLetters = (name: string): string =>
  name
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(/[^\p{ASCII}]/gu, (letter) => OTHERS[letter] ?? letter);
