/** Nobody's shop is older. */
const EARLIEST_MS = Date.parse('1990-01-01T00:00:00Z');
/** No clock runs ahead by more than a wrong time zone. */
const MOST_AHEAD_MS = 24 * 60 * 60_000;

export type SoundTime = { ok: true; atMs: number } | { ok: false; reason: string };

/**
 * Reads when something is said to have happened: ISO 8601, or Unix time in seconds or milliseconds. Up to a day ahead
 * is a clock that runs fast, and is now.
 * @param aheadMs by how much the sender's clock is known to run ahead of ours
 */
export function soundTime(given: unknown, nowMs: number, aheadMs = 0): SoundTime {
  const shown = `“${String(given).slice(0, 40)}”`;
  const read = readInstant(given);
  if (read === undefined)
    return { ok: false, reason: `${shown} is no time. Write it as 2026-11-02T12:00:00Z.` };
  const atMs = read - aheadMs;
  if (atMs < EARLIEST_MS) return { ok: false, reason: `${shown} was before 1990, which cannot be right.` };
  if (atMs > nowMs + MOST_AHEAD_MS)
    return { ok: false, reason: `${shown} is more than a day ahead, which cannot be right.` };
  return { ok: true, atMs: Math.min(atMs, nowMs) };
}

function readInstant(given: unknown): number | undefined {
  if (given instanceof Date) return Number.isNaN(given.getTime()) ? undefined : given.getTime();
  if (typeof given !== 'string' && typeof given !== 'number') return undefined;
  const text = String(given).trim();
  if (/^\d{10}(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1_000);
  if (/^\d{13}$/.test(text)) return Number(text);
  const ms = typeof given === 'string' ? Date.parse(text) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** The first of a payload's own times that cannot be right, in words. What is absent or null is not looked at. */
export function absurdTime(
  payload: { [key: string]: unknown },
  fields: readonly string[],
  nowMs: number,
): string | null {
  for (const field of fields) {
    const given = payload[field];
    if (given === undefined || given === null || given === '') continue;
    const read = soundTime(given, nowMs);
    if (!read.ok) return `${field}: ${read.reason}`;
  }
  return null;
}
