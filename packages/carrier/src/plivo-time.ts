/** Plivo's writing of an instant, in UTC: `2026-11-24 21:33:00.000000`. */
export const plivoTime = (ms: number): string =>
  `${new Date(ms).toISOString().slice(0, 23).replace('T', ' ')}000`;

/** @returns Unix milliseconds, or `null` if it is none */
export function timeOf(text: string | undefined): number | null {
  if (!text) return null;
  const ms = Date.parse(`${text.trim().replace(' ', 'T')}${/[Z+]/.test(text) ? '' : 'Z'}`);
  return Number.isNaN(ms) ? null : ms;
}
