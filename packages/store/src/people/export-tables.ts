import { to as copyTo } from 'pg-copy-streams';
import { Readable } from 'node:stream';
import type { Database } from '../database.js';

/** What may be taken out whole; keys and secrets of the house are not among them. */
export const EXPORTED_TABLES = [
  'contacts',
  'contact_identities',
  'contact_tags',
  'contact_changes',
  'consents',
  'suppressions',
  'events',
  'journeys',
  'runs',
  'run_steps',
  'messages',
  'inbound_messages',
  'points_entries',
  'coupons',
  'segment_members',
] as const;
export type ExportedTable = (typeof EXPORTED_TABLES)[number];

/**
 * A whole table, as it is being read: memory stays flat however long it is. Lines of JSON are exactly what is kept; CSV is for spreadsheets, which
 * would run a text that begins like a formula, read letters wrongly without a mark before them, and know instants as ISO 8601 says.
 */
export function exportTable(database: Database, table: ExportedTable, format: 'csv' | 'ndjson'): Readable {
  return Readable.from(format === 'csv' ? spreadsheetOf(database, table) : linesOf(database, table));
}

const MARK = Buffer.from('\uFEFF');

async function* spreadsheetOf(database: Database, table: ExportedTable): AsyncGenerator<Buffer> {
  const { rows } = await database.pool.query<{ name: string; type: string }>(
    `select quote_ident(attname) as name, format_type(atttypid, null) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  const cells = rows.map(({ name, type }) => `${(CELLS[type] ?? ((own) => own))(name)} as ${name}`);
  yield MARK;
  yield* piecesOf(
    database,
    `copy (select ${cells.join(', ')} from ${table}) to stdout with (format csv, header)`,
  );
}

/** How a spreadsheet is told a value of a type; a phone number may begin with a plus and is no formula. */
const CELLS: { [type: string]: ((column: string) => string) | undefined } = {
  text: (column) =>
    `case when ${column} ~ '^([=@\\t\\r]|[+-](?!\\d+$))' then '''' || ${column} else ${column} end`,
  'timestamp with time zone': (column) =>
    `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
};

// The odd marks keep COPY from quoting JSON, which has neither of them.
function linesOf(database: Database, table: ExportedTable): AsyncGenerator<Buffer> {
  return piecesOf(
    database,
    `copy (select row_to_json(t) from ${table} t) to stdout with (format csv, quote E'\\x01', delimiter E'\\x02')`,
  );
}

async function* piecesOf(database: Database, statement: string): AsyncGenerator<Buffer> {
  const client = await database.pool.connect();
  let isThrough = false;
  try {
    for await (const piece of client.query(copyTo(statement))) yield piece as Buffer;
    isThrough = true;
  } finally {
    // Who leaves in the middle leaves a connection that still speaks.
    client.release(!isThrough);
  }
}
