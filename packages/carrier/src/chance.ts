/**
 * Numbers from 0 to 1 that follow from the words alone: what happens to a text doesn't hang on the order in which
 * requests come in, so a seed names one and the same day however busy the machine is.
 */
export function chanceOf(...words: (string | number)[]): () => number {
  let state = 0x811c9dc5;
  for (const character of words.join('\u0000'))
    state = Math.imul(state ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A value between two, both inclusive for chances that reach 1. */
export const between = ([least, most]: [number, number], chance: number): number =>
  least + (most - least) * chance;
