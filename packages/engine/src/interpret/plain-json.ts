const DEEPEST = 100;

/**
 * In words, what keeps a value from being plain JSON, which it must be to last; `null` if nothing does. What is
 * `undefined` is left out on the way, as JSON does.
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
  const isList = Array.isArray(value);
  if (!isList && !isPlain(value)) return `${at} is a ${value.constructor.name}`;
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
