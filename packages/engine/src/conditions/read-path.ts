/** Reads a dotted path (`items.0.title`) out of plain data; own properties only. Absent is `undefined`. */
export function readPath(data: unknown, path: string): unknown {
  let value = data;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}
