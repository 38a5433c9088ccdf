/**
 * The same data without what PostgreSQL's text and jsonb can't hold: NUL characters and halves of surrogate pairs.
 * Messages come from outside, and one such character must not cost the whole message.
 */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed() as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [storable(key), storable(inner)]),
    ) as T;
  }
  return value;
}
