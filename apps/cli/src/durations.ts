const UNITS: { [unit: string]: number } = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const PIECE = /(\d+(?:\.\d+)?)\s*(s|m|h|d|w)(?:ec(?:ond)?s?|in(?:ute)?s?|ours?|ays?|eeks?)?\s*/gy;

/** `90m`, `3 days`, `1h 30m` in milliseconds; `null` for what is no duration. */
export function readDuration(text: string): number | null {
  let ms = 0;
  let end = 0;
  const trimmed = text.trim().toLowerCase();
  for (const match of trimmed.matchAll(PIECE)) {
    ms += Number(match[1]) * UNITS[match[2]!]!;
    end = match.index + match[0].length;
  }
  return end === trimmed.length && end > 0 ? ms : null;
}

/** Time since the start, of the same width from row to row: `day 12  06:30`. */
export function sinceStart(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const day = Math.floor(minutes / 1_440);
  const clock = [Math.floor((minutes % 1_440) / 60), minutes % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `day ${String(day).padStart(3)}  ${clock.join(':')}`;
}
