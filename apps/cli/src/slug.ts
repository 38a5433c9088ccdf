const LETTERS: { [letter: string]: string } = {
  æ: 'ae',
  ø: 'o',
  å: 'a',
  ß: 'ss',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  œ: 'oe',
};

/** `Forladt kurv, 2. påmindelse` → `forladt-kurv-2-pamindelse`: a name that every file system takes. */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[æøåßðþłœ]/g, (letter) => LETTERS[letter]!)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '') || 'journey';
