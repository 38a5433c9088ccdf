/** Deeper than anybody means; what goes through data by recursion would run out of stack. */
export const MOST_DEEP = 20;

export const isTooDeep = (value: unknown): boolean => depthOf(value) > MOST_DEEP;

/** Level by level, so that no depth overflows the stack. */
function depthOf(value: unknown): number {
  let level: unknown[] = [value];
  let depth = 0;
  while (level.length > 0 && depth <= MOST_DEEP) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    depth++;
  }
  return depth;
}
