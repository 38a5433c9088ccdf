/**
 * What a cell of a file says of an attribute: numbers and yes-or-no as such, lists and objects as JSON writes them. `0045`
 * and a 17-digit id stay the text that they are, and so does what stands in quotes.
 */
export function readAttribute(cell: string): unknown {
  if (/^["[{]/.test(cell)) {
    try {
      return JSON.parse(cell) as unknown;
    } catch {
      return cell.slice(0, LONGEST);
    }
  }
  if (/^-?(0|[1-9]\d{0,14})(\.\d{1,17})?(e[+-]\d+)?$/.test(cell)) return Number(cell);
  if (cell === 'true' || cell === 'TRUE') return true;
  if (cell === 'false' || cell === 'FALSE') return false;
  return cell.slice(0, LONGEST);
}

/** The cell that `readAttribute` reads as this value. */
export function writeAttribute(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const isPlain =
    typeof value === 'string' && value !== '' && value === value.trim() && readAttribute(value) === value;
  return isPlain ? value : JSON.stringify(value);
}

const LONGEST = 5_000;
