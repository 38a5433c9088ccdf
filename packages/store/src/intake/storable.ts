/**
 * The same data without what PostgreSQL's text and jsonb can't hold: NUL characters and halves of surrogate pairs.
 * Messages come from outside, and one such character must not cost the whole message.
 */
export function storable<T>(value: T): T {
  // Hardly any message has one; written as JSON, both kinds show.
  return UNSTORABLE.test(JSON.stringify(value) ?? '') ? cleaned(value) : value;
}

const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;

function cleaned<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed() as T;
  if (Array.isArray(value)) return value.map(cleaned) as T;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [cleaned(key), cleaned(inner)]),
    ) as T;
  }
  return value;
}
