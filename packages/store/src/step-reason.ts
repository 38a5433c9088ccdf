import type { Compared } from '@signalbox/engine/interpret';

/** Below the words of a reason, in its column: a line of JSON that begins so. */
const MARK = '\nCompared: ';

/** The reason of a step as it is kept: its words, and below them what its conditions were compared with. */
export const reasonToKeep = (reason: string | null, compared: Compared[] | undefined): string | null =>
  compared && compared.length > 0 ? `${reason ?? ''}${MARK}${JSON.stringify(compared)}` : reason;

export function reasonAsKept(kept: string | null): { reason: string | null; compared: Compared[] } {
  const at = kept?.indexOf(MARK) ?? -1;
  if (kept === null || at === -1) return { reason: kept, compared: [] };
  return {
    reason: kept.slice(0, at) || null,
    compared: JSON.parse(kept.slice(at + MARK.length)) as Compared[],
  };
}
