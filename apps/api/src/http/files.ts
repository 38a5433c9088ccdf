import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

type Cell = string | number | null | undefined;

/** One line of CSV. What a spreadsheet would run as a formula is written so that it shows it instead. */
export function csvLine(cells: Cell[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** The first line. The mark before it has Excel read what follows as UTF-8, so that Nørgård stays Nørgård. */
export const csvHead = (columns: string[]): string => `\uFEFF${csvLine(columns)}`;

function cell(value: Cell): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  // A phone number may begin with a plus and is no formula.
  const safe = /^[=@\t\r]/.test(text) || /^[+-](?!\d+$)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Answers with a file that is written while `body` is read. @param name of any letters, without its ending */
export const sendFile = (
  reply: FastifyReply,
  name: string,
  format: 'csv' | 'ndjson',
  body: Readable,
): FastifyReply => {
  const file = `${name.replaceAll(/[^\p{L}\p{N}_]+/gu, '-').toLowerCase()}.${format}`;
  return reply
    .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file)}`)
    .send(body);
};

export const sendCsv = (
  reply: FastifyReply,
  name: string,
  columns: string[],
  rows: Iterable<Cell[]> | AsyncIterable<Cell[]>,
): FastifyReply => sendFile(reply, name, 'csv', Readable.from(linesOf(columns, rows)));

async function* linesOf(columns: string[], rows: Iterable<Cell[]> | AsyncIterable<Cell[]>) {
  yield csvHead(columns);
  for await (const row of rows) yield csvLine(row);
}

const AT_ONCE = 1_000;

/** All rows of a list that is read in pages, so that none is held whole. @param page those that follow the last of the page before */
export async function* allRows<Row>(
  page: (last: Row | undefined, limit: number) => Promise<Row[]>,
): AsyncGenerator<Row> {
  for (let last: Row | undefined; ;) {
    const rows = await page(last, AT_ONCE);
    yield* rows;
    if (rows.length < AT_ONCE) return;
    last = rows.at(-1);
  }
}
