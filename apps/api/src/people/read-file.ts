import { parse } from 'csv-parse';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { Cells, UnreadLine } from '@signalbox/store';
import { asUtf8 } from './as-utf8.js';
import { writeAttribute } from './attribute-cells.js';
import { csvShape } from './csv-shape.js';
import { isEmail } from './email.js';
import { ATTRIBUTE_PREFIX, tagsCell } from './export-people.js';
import { UnreadableFile } from './unreadable-file.js';

export interface FileRows {
  /** Those of lines of JSON grow while rows are read: a key may first stand far down. */
  headers: string[];
  rows: AsyncIterable<Cells | UnreadLine>;
}

const MOST_COLUMNS = 500;
const LONGEST_ROW = 1_000_000;
const LONGEST_BAD_LINE = 5_000;
/** A file whose first lines are none of them objects is not what it claims to be. */
const LOOKS_AHEAD = 100;
/** Bytes: enough for the line that names the columns, and for telling how letters are written. */
const BEGINNING = 16 * 1024;

/** Opens a file of people. Rows are read as they are asked for. */
export async function readFile(body: Readable, format: 'csv' | 'ndjson'): Promise<FileRows> {
  const { start, whole } = await beginningOf(body);
  const { headers, rows } = await (format === 'csv' ? readCsv(start, whole) : readNdjson(whole));
  if (headers.length === 0) throw new UnreadableFile('The file is empty.');
  refuseTooMany(headers.length);
  return { headers, rows };
}

function refuseTooMany(columns: number): void {
  if (columns > MOST_COLUMNS)
    throw new UnreadableFile(`The file has ${columns} columns; ${MOST_COLUMNS} is the most.`);
}

async function readCsv(start: string, whole: Readable): Promise<FileRows> {
  const { delimiter, headLine } = csvShape(start);
  const parser = parse({
    delimiter,
    from_line: headLine,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  whole.pipe(parser);
  whole.once('error', (error) => parser.destroy(error));
  const records = parser[Symbol.asyncIterator]() as AsyncIterator<string[]>;
  const head = await next(records);
  const headers = ((head.value ?? []) as string[]).map((name) => name.trim());
  const data = headers.find((name) => isEmail(name) || /^\+\d[\d\s()-]{6,}$/.test(name));
  if (data)
    throw new UnreadableFile(
      `The first line says “${data}” where it should name a column. Put a line above it that says what each column is, such as email,phone.`,
    );
  return { headers, rows: rest(records) };
}

/** Objects, one a line. Each key is a column, wherever it first occurs; a line that is no object is a bad row. */
async function readNdjson(body: Readable): Promise<FileRows> {
  const reader = createInterface({ input: body, crlfDelay: Infinity });
  // Its iterator hears of a fault only while somebody asks it for lines.
  reader.on('error', () => {});
  const lines = reader[Symbol.asyncIterator]();
  const columns = new Map<string, number>();
  const headers: string[] = [];
  const cellsOf = (one: FlatObject): Cells => {
    const cells: Cells = [];
    for (const [name, value] of Object.entries(one)) {
      let index = columns.get(name);
      if (index === undefined) {
        columns.set(name, (index = headers.length));
        headers.push(name);
        refuseTooMany(headers.length);
      }
      cells[index] = value;
    }
    return Array.from(cells, (cell) => cell ?? null);
  };
  let lineNo = 0;
  async function* read(): AsyncGenerator<Cells | UnreadLine> {
    for await (const line of { [Symbol.asyncIterator]: () => lines }) {
      lineNo++;
      const text = line.replace(/^\uFEFF/, '').trim();
      if (text === '') continue;
      const parsed = parseObject(text);
      if (typeof parsed === 'object') yield cellsOf(flatten(parsed));
      else yield { line: text.slice(0, LONGEST_BAD_LINE), why: `Line ${lineNo} is ${parsed}.` };
    }
  }
  const rows = read();
  const ahead: (Cells | UnreadLine)[] = [];
  while (headers.length === 0 && ahead.length < LOOKS_AHEAD) {
    const { value, done } = await rows.next();
    if (done) break;
    ahead.push(value);
  }
  const [first] = ahead;
  if (headers.length === 0 && first && !Array.isArray(first)) throw new UnreadableFile(first.why);
  async function* all() {
    yield* ahead;
    yield* rows;
  }
  return { headers, rows: all() };
}

function parseObject(text: string): object | 'not JSON' | 'not an object' {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : 'not an object';
  } catch {
    return 'not JSON';
  }
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

/** The file's beginning, and the file, as UTF-8. */
async function beginningOf(body: Readable): Promise<{ start: string; whole: Readable }> {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const others = { [Symbol.asyncIterator]: () => chunks };
  let first: Buffer = Buffer.alloc(0);
  while (first.length < BEGINNING) {
    const { value, done } = await chunks.next();
    if (done) break;
    first = Buffer.concat([first, value]);
  }
  const read = asUtf8(first, others);
  const { value, done } = await read.next();
  if (done || value.length === 0) throw new UnreadableFile('The file is empty.');
  async function* all() {
    yield value as Buffer;
    yield* read;
  }
  return { start: value.toString('utf8'), whole: Readable.from(all(), { objectMode: false }) };
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
