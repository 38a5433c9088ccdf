/** Groups of three digits, `1,000` or `1.000,50`: what parts them is no decimal point. */
const GROUPED = /^-?[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?$/;

/** `24.12.2027`, `2027-12-24`: a date, of which no part is meant as a number. */
const DATE = /(?<!\d)\d{1,4}([./-])\d{1,2}\1\d{1,4}(?!\d)/g;

/** `1 000`, `12 500,50`: groups of three digits that a space parts, as in Sweden, Norway and France, and no measure of its own: `5 100%`. */
const SPACED = /(?<![\d.,])[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?!\d| ?%| ?(?:cm|mm|kg|g)\b)/g;

/** The first number that a reply says, as people in Europe and America write them. */
export function numberIn(text: string): number | null {
  const bare = text.replaceAll(DATE, '').replaceAll(SPACED, (groups) => groups.replaceAll(/\D/g, ''));
  // A hyphen behind a word is none of the number: “size-42”.
  const [said] = /(?:(?<![\p{L}\p{N}])-)?\d+(?:[.,]\d+)*/u.exec(bare) ?? [];
  if (said === undefined) return null;
  const [, mark] = GROUPED.exec(said) ?? [];
  const [plain] = /-?\d+(?:[.,]\d+)?/.exec(mark === undefined ? said : said.replaceAll(mark, '')) ?? [];
  return Number(plain!.replace(',', '.'));
}
