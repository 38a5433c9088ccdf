const DEEPEST = 100;

/**
 * In words, what of a value would be lost in JSON, in which it must last; `null` if nothing is. What is `undefined` is
 * left out on the way, a `Date` is its text, and an object of a class its fields, as JSON does.
 */
export function notPlainJson(value: unknown, at: string, above: object[] = []): string | null {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? null : `${at} is ${value}`;
    case 'bigint':
      return `${at} is a BigInt`;
    case 'function':
    case 'symbol':
      return `${at} is a ${typeof value}`;
    case 'object':
      return value && insideOf(value, at, above);
    default:
      return null;
  }
}

function insideOf(value: object, at: string, above: object[]): string | null {
  if (above.includes(value)) return `${at} contains itself`;
  if (above.length === DEEPEST) return `${at} is nested more than ${DEEPEST} levels deep`;
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === 'function') return notPlainJson(toJSON.call(value, ''), at, [...above, value]);
  const isList = Array.isArray(value);
  // A map, a set or a promise has no fields: nothing of it would be left.
  if (!isList && !isPlain(value) && Object.keys(value).length === 0)
    return `${at} is a ${value.constructor.name}`;
  for (const [key, item] of Object.entries(value)) {
    const found = notPlainJson(item, isList ? `${at}[${key}]` : `${at}.${key}`, [...above, value]);
    if (found !== null) return found;
  }
  return null;
}

/** By name: an object of another realm has another `Object`. */
const isPlain = (value: object): boolean =>
  Object.getPrototypeOf(value) === null ||
  typeof value.constructor !== 'function' ||
  value.constructor.name === 'Object';

/** A copy that holds what JSON keeps of a value that `notPlainJson` finds nothing wrong with: a `Date` is its text from now on. */
export const asJson = <T>(value: T): T =>
  value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);

/** The size of a value in JSON, in bytes as it is stored and sent. */
export function bytesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? utf8(value) : 8;
  return utf8(JSON.stringify(value));
}

function utf8(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // Two halves of a pair make four bytes together.
    if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}
