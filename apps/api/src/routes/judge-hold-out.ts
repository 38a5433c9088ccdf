import { judge } from '@signalbox/nodes/experiment';
import type { HoldOutSide } from '@signalbox/store';

const SIDES: { id: HoldOutSide; name: string }[] = [
  { id: 'texted', name: 'Those who get texts' },
  { id: 'left-alone', name: 'Those left alone' },
];

/** Whether a journey helps: only where the ranges of the two true shares do not meet is it said. */
export function judgeHoldOut(
  counts: { variant: HoldOutSide; people: number; reached: number }[],
  goal: string | null,
) {
  const { variants, best } = judge(SIDES, counts);
  const [texted, alone] = variants;
  const lift = texted!.share === null || alone!.share === null ? null : texted!.share - alone!.share;
  return { sides: variants, lift, verdict: verdictOf(best, lift, goal) };
}

function verdictOf(best: string | null, lift: number | null, goal: string | null): string {
  if (goal === null) return 'The journey has no goal, so there is nothing to measure it by.';
  if (lift === null) return 'Nothing can be said before there are people on either side.';
  const points = `${Math.abs(lift * 100).toFixed(1)} points`;
  if (best === 'texted') return `It helps: the share is ${points} higher than among those left alone.`;
  if (best === 'left-alone') return `It does harm: the share is ${points} lower than among those left alone.`;
  return `The difference of ${points} may be chance so far.`;
}
