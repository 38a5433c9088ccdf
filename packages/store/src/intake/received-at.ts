/**
 * When an event was received, as PostgreSQL reads it: what came in one call is told from one another by the microsecond,
 * in the order given, for among events of one instant the later one counts.
 * @param place how many messages came before it in the same call
 */
export function receivedAt(nowMs: number, place: number): string {
  const instant = new Date(nowMs + Math.floor(place / 1_000)).toISOString();
  return instant.replace('Z', `${String(place % 1_000).padStart(3, '0')}Z`);
}
