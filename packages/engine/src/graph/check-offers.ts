import type { NodeId } from './journey-graph.js';
import type { Ways } from './reachability.js';
import type { Step } from './read-steps.js';
import type { Report } from './report.js';

/** A text must come this long before the end, unless its step says otherwise. */
const USEFUL_FOR_MS = 3_600_000;

/** An offer whose end is written out may be over before anybody can come to the text that tells of it. */
export function checkOffers(
  trigger: Step,
  steps: Map<NodeId, Step>,
  ways: Ways,
  nowMs: number,
  report: Report,
): void {
  const ends = [...steps.values()].flatMap((step) => {
    const { offerEndsAt, usefulForMs } = step.config;
    const endMs = step.entry.sends && typeof offerEndsAt === 'string' ? Date.parse(offerEndsAt) : Number.NaN;
    return Number.isNaN(endMs) ? [] : [{ step, endMs: endMs - Number(usefulForMs ?? USEFUL_FOR_MS) }];
  });
  if (ends.length === 0) return;
  const soonest = soonestArrivals(trigger.node.id, ways, (id) => surelyTakesMs(steps.get(id)!));
  for (const { step, endMs } of ends) {
    const afterMs = soonest.get(step.node.id);
    if (afterMs === undefined || nowMs + afterMs < endMs) continue;
    report.warning(
      'offer-over',
      `The offer of “${step.name}” is over before anybody can come to it: nobody gets the text. Choose a later end.`,
      step.node.id,
      'offerEndsAt',
    );
  }
}

/** Whatever else holds somebody may let them through at once. */
const surelyTakesMs = ({ node, config }: Step): number =>
  node.type === 'wait' ? Number(config.durationMs) : 0;

/** By the shortest way, how long it is from the start to each step. */
function soonestArrivals(start: NodeId, ways: Ways, takesMs: (id: NodeId) => number): Map<NodeId, number> {
  const soonest = new Map<NodeId, number>([[start, 0]]);
  const open = new Set([start]);
  while (open.size > 0) {
    const [next] = [...open].sort((one, other) => soonest.get(one)! - soonest.get(other)!) as [NodeId];
    open.delete(next);
    const afterMs = soonest.get(next)! + takesMs(next);
    for (const target of ways.get(next) ?? []) {
      if (afterMs >= (soonest.get(target) ?? Infinity)) continue;
      soonest.set(target, afterMs);
      open.add(target);
    }
  }
  return soonest;
}
