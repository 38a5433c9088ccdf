/** What a shop takes for a code has none, and no NUL. */
export const NO_BLANKS = /^[^\s\0]*$/;
const LONGEST = 60;
const HEADINGS = /^(coupon|discount|voucher)?[ _-]?codes?$|^(coupon|discount|voucher|name)s?$/i;
const SHOWN_BAD = 5;

/** The codes of an uploaded file: the first column of each line, its heading left out, as shops export them. */
export function codesInCsv(csv: string): { codes: string[]; bad: string[] } {
  const lines = csv
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const cells = lines.map((line) => firstCell(line));
  if (cells[0] !== undefined && HEADINGS.test(cells[0])) cells.shift();
  const codes = new Set<string>();
  const bad: string[] = [];
  for (const cell of cells) {
    if (cell && cell.length <= LONGEST && NO_BLANKS.test(cell)) codes.add(cell);
    else if (bad.length < SHOWN_BAD) bad.push(cell.slice(0, 80));
  }
  return { codes: [...codes], bad };
}

function firstCell(line: string): string {
  const quoted = /^"((?:[^"]|"")*)"/.exec(line);
  return (quoted ? quoted[1]!.replaceAll('""', '"') : line.split(/[,;\t]/, 1)[0]!).trim();
}
