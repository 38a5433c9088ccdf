/** Pixels of a narrow canvas, of a letter, and of all that stands around the words. */
const LINE = 640;
const LETTER = 6.5;
const AROUND = 36;
/** What comes late is moved back so far that it can be read. */
const LATEST = LINE - 120;
const MOST = 3;

/**
 * Rows for marks along a line, so that none covers another: as few as will do, and at most three.
 * @param marks in the order of time; `share` in percent of the line
 */
export function lanesOf(marks: { share: number; words: string }[]): number[] {
  const ends: number[] = [];
  return marks.map(({ share, words }) => {
    const from = Math.min((share / 100) * LINE, LATEST);
    const free = ends.findIndex((end) => end <= from);
    const lane = free >= 0 ? free : ends.length < MOST ? ends.length : ends.indexOf(Math.min(...ends));
    ends[lane] = from + words.length * LETTER + AROUND;
    return lane;
  });
}
