import { parse } from 'csv-parse';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Cells } from '@signalbox/store';
import { writeAttribute } from './attribute-cells.js';
import { ATTRIBUTE_PREFIX, tagsCell } from './export-people.js';

/** A file that can't be read as what it claims to be. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';
}

export interface FileRows {
  headers: string[];
  rows: AsyncIterable<Cells>;
}

const MOST_COLUMNS = 500;
const LONGEST_ROW = 1_000_000;

/** Opens a file of people. Its headers are known when this returns; rows are read as they are asked for. */
export async function readFile(body: Readable, format: 'csv' | 'ndjson'): Promise<FileRows> {
  const { headers, rows } = await (format === 'csv' ? readCsv(body) : readNdjson(body));
  if (headers.length === 0) throw new UnreadableFile('The file is empty.');
  if (headers.length > MOST_COLUMNS)
    throw new UnreadableFile(`The file has ${headers.length} columns; ${MOST_COLUMNS} is the most.`);
  return { headers, rows };
}

async function readCsv(body: Readable): Promise<FileRows> {
  const [first, whole] = await peek(body);
  const line = first.split(/\r?\n/, 1)[0] ?? '';
  // Spreadsheets of half of Europe write semicolons.
  const delimiter = [',', ';', '\t'].sort((a, b) => line.split(b).length - line.split(a).length)[0]!;
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  whole.pipe(parser);
  whole.once('error', (error) => parser.destroy(error));
  const records = parser[Symbol.asyncIterator]() as AsyncIterator<string[]>;
  const head = await next(records);
  return { headers: (head.value ?? []).map((name: string) => name.trim()), rows: rest(records) };
}

/** Objects, one a line; the columns are those of the first hundred. */
async function readNdjson(body: Readable): Promise<FileRows> {
  const lines = createInterface({ input: body, crlfDelay: Infinity })[Symbol.asyncIterator]();
  const ahead: FlatObject[] = [];
  let lineNo = 0;
  const read = async (): Promise<FlatObject | null> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) return null;
      lineNo++;
      if (value.trim() === '') continue;
      let parsed: unknown;
      try {
        parsed = JSON.parse(value.replace(/^\uFEFF/, ''));
      } catch {
        throw new UnreadableFile(`Line ${lineNo} is not JSON.`);
      }
      if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
        throw new UnreadableFile(`Line ${lineNo} is not an object.`);
      return flatten(parsed);
    }
  };
  while (ahead.length < 100) {
    const one = await read();
    if (!one) break;
    ahead.push(one);
  }
  const headers = [...new Set(ahead.flatMap((one) => Object.keys(one)))];
  const cellsOf = (one: FlatObject): Cells => headers.map((name) => one[name] ?? null);
  async function* rows() {
    for (const one of ahead) yield cellsOf(one);
    for (let one = await read(); one; one = await read()) yield cellsOf(one);
  }
  return { headers, rows: rows() };
}

type FlatObject = { [column: string]: string | null };

/** An object as cells. What stands under `attributes` is a column each, as in our CSV. */
function flatten(object: object): FlatObject {
  const flat: FlatObject = {};
  for (const [name, value] of Object.entries(object) as [string, unknown][]) {
    if (name === 'attributes' && typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [attribute, own] of Object.entries(value))
        flat[ATTRIBUTE_PREFIX + attribute] = writeAttribute(own);
    else flat[name] = cellOf(value);
  }
  return flat;
}

function cellOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return tagsCell(value.map(String));
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}

/** The file's beginning, and the file. */
async function peek(body: Readable): Promise<[string, Readable]> {
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    body.unshift(chunk);
    return [String(chunk), body];
  }
  throw new UnreadableFile('The file is empty.');
}

/** Our own files write an apostrophe before what a spreadsheet would run as a formula. */
async function* rest(records: AsyncIterator<string[]>): AsyncGenerator<Cells> {
  for (;;) {
    const { value, done } = await next(records);
    if (done) return;
    yield value.map((cell) => cell.replace(/^'(?=[=@\t\r+-])/, ''));
  }
}

async function next(records: AsyncIterator<string[]>) {
  try {
    return await records.next();
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code?.startsWith('CSV_')) throw new UnreadableFile(`The file can't be read as CSV: ${message}.`);
    throw error;
  }
}
