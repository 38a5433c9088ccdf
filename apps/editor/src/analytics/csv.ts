import { saveFile } from '../ui/save-file.js';

/** What a spreadsheet would take for a formula is kept a text. */
const cell = (value: string | number) => {
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const toCsv = (rows: (string | number)[][]) =>
  rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';

export const saveCsv = (name: string, rows: (string | number)[][]): void =>
  saveFile(`${name}.csv`, `\uFEFF${toCsv(rows)}`, 'text/csv');
