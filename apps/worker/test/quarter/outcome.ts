/** What became of one text that a journey meant to send to somebody. */
export interface Outcome {
  phone: string;
  journey: string;
  nodeId: string;
  /** Unix milliseconds; of a text that was not sent, when that was decided. */
  atMs: number;
  /** `sent`, or the code of why not. */
  what: string;
  purpose: string;
  isUrgent: boolean;
}

/** Wall time goes on while the others' things are done. */
export const TOLERANCE_MS = 110_000;

/** How one person's texts are told in a line each, for a comparison that reads. */
export function toldOf(outcomes: Outcome[]): string[] {
  return outcomes.map(({ journey, nodeId, what }) => `${journey}/${nodeId}: ${what}`).sort();
}

/** Texts that came at another instant than their like in the other world. */
export function outOfTime(real: Outcome[], simulated: Outcome[]): [real: Outcome, simulated: Outcome][] {
  const left = [...simulated];
  return real.flatMap((one): [Outcome, Outcome][] => {
    const likes = left.filter(
      ({ journey, nodeId, what }) => journey === one.journey && nodeId === one.nodeId && what === one.what,
    );
    const nearest = likes.sort((a, b) => Math.abs(a.atMs - one.atMs) - Math.abs(b.atMs - one.atMs))[0];
    if (!nearest) return [];
    left.splice(left.indexOf(nearest), 1);
    return Math.abs(nearest.atMs - one.atMs) > TOLERANCE_MS && one.what === 'sent' ? [[one, nearest]] : [];
  });
}

export function groupedBy<T, K>(all: T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
