import type { JourneyGraph } from '@signalbox/engine/graph';

/** One stay of a person at a step. */
export interface Stay {
  enteredAt: string;
  leftAt: string | null;
  port: string | null;
  portLabel: string | null;
  reason: string | null;
  /** The text that was sent here, as it was sent. */
  text: string | null;
}

/** Where there is room for what is said of a stay. */
type Beside = 'right' | 'left' | 'inside';

/** A person's way through a journey, drawn on it: a real run, or one that was tried. */
export interface Trace {
  stays: ReadonlyMap<string, { stays: Stay[]; beside: Beside }>;
  /** `node\nport` of the ways that were taken. */
  ways: ReadonlySet<string>;
  hereId: string | null;
}

const CARD = 296;
const WORDS = 260;
const ABOUT_HIGH = 150;

/** @param untilMs what began later is not drawn yet */
export function traceOf(
  graph: JourneyGraph,
  steps: (Stay & { nodeId: string })[],
  untilMs = Number.POSITIVE_INFINITY,
): Trace {
  const stays = new Map<string, { stays: Stay[]; beside: Beside }>();
  const ways = new Set<string>();
  let hereId: string | null = null;
  for (const step of steps) {
    if (Date.parse(step.enteredAt) > untilMs) break;
    const hasLeft = step.leftAt !== null && Date.parse(step.leftAt) <= untilMs;
    const stay = hasLeft
      ? step
      : { ...step, leftAt: null, port: null, portLabel: null, reason: null, text: null };
    const known = stays.get(step.nodeId);
    if (known) known.stays.push(stay);
    else stays.set(step.nodeId, { stays: [stay], beside: roomBeside(graph, step.nodeId) });
    if (hasLeft && step.port !== null) ways.add(`${step.nodeId}\n${step.port}`);
    hereId = hasLeft ? null : step.nodeId;
  }
  return { stays, ways, hereId };
}

function roomBeside(graph: JourneyGraph, id: string): Beside {
  const node = graph.nodes.find((one) => one.id === id);
  if (!node) return 'inside';
  const { x, y } = node.position;
  const isFree = (from: number) =>
    !graph.nodes.some(
      (other) =>
        other !== node &&
        Math.abs(other.position.y - y) < ABOUT_HIGH &&
        other.position.x < from + WORDS &&
        other.position.x + CARD > from,
    );
  if (isFree(x + CARD)) return 'right';
  return isFree(x - WORDS) ? 'left' : 'inside';
}
