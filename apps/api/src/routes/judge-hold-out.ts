import { difference, judge } from '@signalbox/nodes/experiment';
import type { HoldOutSide } from '@signalbox/store';

const SIDES: { id: HoldOutSide; name: string }[] = [
  { id: 'texted', name: 'Those who get texts' },
  { id: 'left-alone', name: 'Those left alone' },
];

/** Whether a journey helps: it is said only where the range of the true difference leaves out none at all. */
export function judgeHoldOut(
  counts: { variant: HoldOutSide; people: number; reached: number }[],
  goal: string | null,
) {
  const { variants } = judge(SIDES, counts);
  const lift = difference(variants[0]!, variants[1]!);
  return { sides: variants, lift, verdict: verdictOf(lift, goal) };
}

function verdictOf(lift: ReturnType<typeof difference>, goal: string | null): string {
  if (goal === null) return 'The journey has no goal, so there is nothing to measure it by.';
  if (lift === null) return 'Nothing can be said before there are people on either side.';
  const points = `${Math.abs(lift.by * 100).toFixed(1)} points`;
  if (lift.low > 0) return `It helps: the share is ${points} higher than among those left alone.`;
  if (lift.high < 0) return `It does harm: the share is ${points} lower than among those left alone.`;
  return `The difference of ${points} may be chance so far.`;
}
