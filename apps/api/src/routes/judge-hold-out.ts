import { areClearlyApart, difference, judge } from '@signalbox/nodes/experiment';
import type { HoldOutSide, VariantCount } from '@signalbox/store';

const SIDES: { id: HoldOutSide; name: string }[] = [
  { id: 'texted', name: 'Those who get texts' },
  { id: 'left-alone', name: 'Those left alone' },
];

/** Whether a journey helps: it is said only where that is more than chance, however often somebody looks. */
export function judgeHoldOut(counts: (VariantCount & { variant: HoldOutSide })[], goal: string | null) {
  const { variants } = judge(SIDES, counts);
  const [texted, leftAlone] = [variants[0]!, variants[1]!];
  const range = difference(texted, leftAlone);
  const lift = range && { ...range, isClear: areClearlyApart(texted, leftAlone) };
  return { sides: variants, lift, verdict: verdictOf(lift, goal) };
}

function verdictOf(lift: { by: number; isClear: boolean } | null, goal: string | null): string {
  if (goal === null) return 'The journey has no goal, so there is nothing to measure it by.';
  if (lift === null) return 'Nothing can be said before people on either side have had their time for it.';
  const points = `${Math.abs(lift.by * 100).toFixed(1)} points`;
  if (!lift.isClear) return `The difference of ${points} may be chance so far.`;
  if (lift.by > 0) return `It helps: the share is ${points} higher than among those left alone.`;
  return `It does harm: the share is ${points} lower than among those left alone.`;
}
