/**
 * A choice by weight that is the same for the same key, in every run and runtime.
 * @param weights not negative; all zero chooses the first
 * @returns an index into `weights`
 */
export function choose(key: string, weights: number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = (hash(key) / 2 ** 32) * total;
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return index;
  }
  return 0;
}

/** FNV-1a over UTF-16 units, then murmur's finaliser: FNV alone hardly mixes the last characters. Unsigned 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    h = Math.imul(h ^ text.charCodeAt(index), 0x01000193);
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
