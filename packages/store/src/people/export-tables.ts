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

/** A whole table, as it is being read: memory stays flat however long it is. */
export function exportTable(database: Database, table: ExportedTable, format: 'csv' | 'ndjson'): Readable {
  // The odd marks keep COPY from quoting JSON, which has neither of them.
  const statement =
    format === 'csv'
      ? `copy ${table} to stdout with (format csv, header)`
      : `copy (select row_to_json(t) from ${table} t) to stdout with (format csv, quote E'\\x01', delimiter E'\\x02')`;
  return Readable.from(piecesOf(database, statement));
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
