/** Reads what shops send: any field may be missing, null, a number where a text is meant, or something else. */
export type Raw = { [key: string]: unknown };

export const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const record = (value: unknown): Raw => (isRecord(value) ? value : {});

export const list = (value: unknown): Raw[] => (Array.isArray(value) ? value.map(record) : []);

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : typeof value === 'number' && Number.isFinite(value)
      ? String(value)
      : undefined;

export const amount = (value: unknown): number | undefined => {
  const given = text(value);
  const number = Number(given);
  return given !== undefined && Number.isFinite(number) ? number : undefined;
};

/** A count that fits a column of the database. */
export const whole = (value: unknown): number | undefined => {
  const number = amount(value);
  return number === undefined
    ? undefined
    : Math.max(-2_000_000_000, Math.min(2_000_000_000, Math.trunc(number)));
};

/** Nobody's shop is older. */
const EARLIEST_MS = Date.parse('1990-01-01T00:00:00Z');

/** The first of these that is a sound time; one in the future is now. */
export function timeOf(nowMs: number, ...candidates: unknown[]): number {
  const at = candidates.map(readTime).find((ms) => ms !== undefined);
  return Math.min(at ?? nowMs, nowMs);
}

export function readTime(value: unknown): number | undefined {
  const ms = Date.parse(text(value) ?? '');
  return Number.isNaN(ms) || ms < EARLIEST_MS ? undefined : ms;
}

export const first = (...values: unknown[]): string | undefined =>
  values.map(text).find((value) => value !== undefined);

/** `gid://shopify/Customer/77` and `77` name the same. */
export const idOf = (value: unknown): string | undefined => text(value)?.replace(/^gid:\/\/.*\//, '');
