import { canonicalJson, type JsonSchema } from '@signalbox/engine/graph';
import { titleFromName } from './title-from-name.js';

/** One field with another value. */
export interface FieldChange {
  /** What the form calls it, with the list and item that it is in: `Branches, large, When`. */
  label: string;
  schema: JsonSchema | undefined;
  /** Absent for what is new. */
  before?: unknown;
  /** Absent for what is gone. */
  after?: unknown;
}

type Fields = { [field: string]: unknown };

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isGroup = (value: unknown) => isFields(value) && Array.isArray(value.rules);
/** Items are told apart by their ids, as ways out are. */
const isItems = (value: unknown): value is (Fields & { id: string })[] =>
  Array.isArray(value) && value.every((item) => isFields(item) && typeof item.id === 'string');

/** What differs between two configurations, field by field, in the words of the form. */
export function fieldChanges(
  before: Fields,
  after: Fields,
  schema?: JsonSchema,
  within: string[] = [],
): FieldChange[] {
  const properties = (schema?.properties ?? {}) as { [field: string]: JsonSchema | undefined };
  const known = Object.keys(properties);
  const fields = [...new Set([...known, ...Object.keys(before), ...Object.keys(after)])];
  return fields.flatMap((field) =>
    changesOf(before[field], after[field], properties[field], [
      ...within,
      (properties[field]?.title as string | undefined) ?? titleFromName(field),
    ]),
  );
}

function changesOf(
  before: unknown,
  after: unknown,
  schema: JsonSchema | undefined,
  path: string[],
): FieldChange[] {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
  if (isFields(before) && isFields(after) && !isGroup(before) && !isGroup(after))
    return fieldChanges(before, after, schema, path);
  if (isItems(before) && isItems(after) && sameOrder(before, after)) {
    const ids = [...new Set([...before, ...after].map(({ id }) => id))];
    const byId = (items: typeof before, id: string) => items.find((item) => item.id === id);
    return ids.flatMap((id) =>
      changesOf(byId(before, id), byId(after, id), schema?.items as JsonSchema | undefined, [...path, id]),
    );
  }
  return [
    {
      label: path.join(', '),
      schema,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    },
  ];
}

/** Whether those that both have follow each other alike: the order of branches decides. */
function sameOrder(before: { id: string }[], after: { id: string }[]): boolean {
  const shared = (items: { id: string }[], others: { id: string }[]) =>
    items.map(({ id }) => id).filter((id) => others.some((other) => other.id === id));
  return shared(before, after).join('\n') === shared(after, before).join('\n');
}
