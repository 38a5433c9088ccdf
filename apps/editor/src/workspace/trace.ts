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
/** What is said beside a card, and the gap between them. */
const WORDS = 260;
const ABOUT_HIGH = 150;

/**
 * @param untilMs what began later is not drawn yet
 * @param across how much of the drawing is seen from left to right: words that would stand outside of it go into their cards
 */
export function traceOf(
  graph: JourneyGraph,
  steps: (Stay & { nodeId: string })[],
  { untilMs = Number.POSITIVE_INFINITY, across = Number.POSITIVE_INFINITY } = {},
): Trace {
  const stays = new Map<string, { stays: Stay[]; beside: Beside }>();
  const besideOf = placesOfWords(graph, new Set(steps.map(({ nodeId }) => nodeId)), across);
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
    else stays.set(step.nodeId, { stays: [stay], beside: besideOf(step.nodeId) });
    if (hasLeft && step.port !== null) ways.add(`${step.nodeId}\n${step.port}`);
    hereId = hasLeft ? null : step.nodeId;
  }
  return { stays, ways, hereId };
}

/** Of the whole way, so that no words change sides while it is played. */
function placesOfWords(graph: JourneyGraph, visited: ReadonlySet<string>, across: number) {
  const cards = graph.nodes
    .filter(({ id }) => visited.has(id))
    .map(({ id, position }) => ({ id, x: position.x, beside: roomBeside(graph, id) }));
  const left = Math.min(...cards.map(({ x }) => x));
  const right = Math.max(...cards.map(({ x }) => x + CARD));
  const spare = Math.max(0, across - (right - left));
  const wanted = (side: Beside, reach: (x: number) => number) =>
    Math.max(0, ...cards.filter(({ beside }) => beside === side).map(({ x }) => reach(x)));
  const toRight = wanted('right', (x) => x + CARD + WORDS - right);
  const toLeft = wanted('left', (x) => left - (x - WORDS));
  const givenRight = Math.min(toRight, spare);
  const givenLeft = Math.min(toLeft, spare - givenRight);
  const places = new Map(
    cards.map(({ id, x, beside }): [string, Beside] => {
      const isOut =
        (beside === 'right' && x + CARD + WORDS > right + givenRight) ||
        (beside === 'left' && x - WORDS < left - givenLeft);
      return [id, isOut ? 'inside' : beside];
    }),
  );
  return (id: string): Beside => places.get(id) ?? 'inside';
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

/** A card and what is said beside it of the followed person. */
export function withWords<Box extends { x: number; width: number }>(
  trace: Trace | null,
  id: string,
  card: Box,
): Box {
  const beside = trace?.stays.get(id)?.beside;
  if (beside === 'right') return { ...card, width: card.width + WORDS };
  if (beside === 'left') return { ...card, x: card.x - WORDS, width: card.width + WORDS };
  return card;
}
