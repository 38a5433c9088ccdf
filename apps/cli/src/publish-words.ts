import type { Journey, PublishPlan } from '@signalbox/api/contract';

/** What becomes of the people inside. */
export const PEOPLE = ['finish', 'move', 'end'] as const;
export type People = (typeof PEOPLE)[number];

export const hasChanges = ({ added, removed, changed, ways, settings }: PublishPlan['diff']): boolean =>
  settings || [added, removed, changed, ways].some((list) => list.length > 0);

const OF_STATUS: { [status in Journey['status']]?: string } = {
  paused: '  It is paused and stays so: nobody enters until it is resumed.',
  ended: '  It was ended: this takes people in again.',
};

/** What publishing means for the people inside: how many are where, and what becomes of them. */
export function planLines(stored: Journey | null, plan: PublishPlan | null, people: People): string[] {
  const title = `  To be version ${(stored?.liveVersion ?? 0) + 1}.`;
  const status = [(stored && OF_STATUS[stored.status]) ?? []].flat();
  if (!plan || plan.inside === 0) return [`${title} Nobody is inside.`, ...status];
  const steps = plan.versions.flatMap(({ version, steps: all }) => all.map((step) => ({ ...step, version })));
  const width = Math.min(40, Math.max(...steps.map(({ name }) => name.length)));
  const inside = plan.inside === 1 ? 'One person is' : `${plan.inside} people are`;
  return [
    `${title} ${inside} inside:`,
    ...steps.map(
      (step) =>
        `  ${String(step.count).padStart(6)}  ${step.name.padEnd(width)}  ${whatBecomes(step, people)}`,
    ),
    ...status,
  ];
}

function whatBecomes(
  { target, isChanged, version }: { target: string | null; isChanged: boolean; version: number },
  people: People,
): string {
  if (people === 'end') return 'leave the journey';
  if (people === 'finish' || target === null) return `finish on version ${version}`;
  return isChanged ? 'move, and begin the step anew' : 'move to the new version';
}
