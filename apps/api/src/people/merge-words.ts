import type { MergePreview as Found } from '@signalbox/store';
import type { MergePreview } from '../contract/index.js';

const FIELDS = ['first_name', 'last_name', 'email', 'phone', 'country', 'language', 'time_zone'];

/** Tables as a marketer calls what is in them; the rest is our own bookkeeping. */
const WORDS: { [table: string]: string } = {
  events: 'events',
  runs: 'entries into journeys',
  messages: 'texts',
  inbound_messages: 'replies',
  consents: 'words on consent',
  contact_tags: 'tags',
  coupons: 'codes',
  points_entries: 'changes of points',
  team_notes: 'notes',
  orders: 'orders',
};

const shown = (value: unknown): string | null =>
  value === null || value === undefined || value === ''
    ? null
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value as string | number | boolean);

/** What a merge would do, field by field. */
export function mergeInWords({ survivor, merged, moves, twins }: Found): MergePreview {
  const [kept, other] = [survivor.attributes, merged.attributes] as { [name: string]: unknown }[];
  const own = FIELDS.map((field) => ({ field, kept: survivor[field], other: merged[field] }));
  const attributes = [...new Set([...Object.keys(kept!), ...Object.keys(other!)])].map((field) => ({
    field,
    kept: kept![field],
    other: other![field],
  }));
  return {
    fields: [...own, ...attributes]
      .map((row) => ({
        field: row.field,
        kept: shown(row.kept),
        other: shown(row.other),
        after: shown(row.kept) ?? shown(row.other),
      }))
      .filter((row) => row.after !== null),
    moves: moves.flatMap(({ table, count }) => (WORDS[table] ? [{ what: WORDS[table], count }] : [])),
    endsRunsOf: twins.map(({ journeyName }) => journeyName),
  };
}
