import { readPath } from '@signalbox/engine/conditions';

const EACH = '.*.';

/**
 * Reads a dotted path out of a payload; `lines.*.sku` is a list of what each of a list has, and lists within lists make one.
 * Absent is `undefined`.
 */
export function readEach(data: unknown, path: string): unknown {
  const at = path.indexOf(EACH);
  if (at < 0) return readPath(data, path);
  const list = readPath(data, path.slice(0, at));
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((one) => readEach(one, path.slice(at + EACH.length)) ?? []);
}
