import type { GraphNode, JourneyGraph } from '@signalbox/engine/graph';
import classes from './GraphPicture.module.css';

const WIDTH = 264;
const HEIGHT = 58;
/** Cards on the canvas stand far apart, for what is written on their ways. */
const CLOSER = 0.42;
const MOST_LETTERS = 24;
/** Names are written 12 pixels high. */
const READABLE = 0.6;
/** A journey of more columns than two is squeezed into their room: else its picture would be all air. */
const WIDEST = 600;

/** A journey as a small picture: its steps by colour, its ways as lines; with names if it is large enough to read them. */
export function GraphPicture({
  graph,
  label,
  named = false,
}: {
  graph: JourneyGraph;
  label: string;
  named?: boolean;
}) {
  const places = graph.nodes.map(placeOf);
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [spread, height] = [Math.max(...xs) - left + WIDTH, Math.max(...ys) - top + HEIGHT];
  const squeeze = named ? 1 : Math.min(1, WIDEST / spread);
  const [width, card] = [spread * squeeze, WIDTH * squeeze];
  const at = new Map(
    graph.nodes.map(({ id }, index) => {
      const { x, y } = places[index]!;
      return [id, { x: left + (x - left) * squeeze, y }];
    }),
  );
  return (
    <svg
      className={classes.picture}
      data-wide={(named && spread > WIDEST) || undefined}
      viewBox={`${left - 24} ${top - 6} ${width + 48} ${height + 12}`}
      style={named ? { maxWidth: `${(width + 48) * READABLE}px`, height: 'auto' } : undefined}
      role="img"
      aria-label={label}
      preserveAspectRatio={named ? 'xMidYMin meet' : 'xMidYMid meet'}
    >
      {graph.edges.map(({ id, source, target }) => {
        const [from, to] = [at.get(source), at.get(target)];
        return from && to ? <path key={id} d={wayBetween(from, to, card)} /> : null;
      })}
      {graph.nodes.map((node) => {
        const { x, y } = at.get(node.id)!;
        return (
          <g key={node.id} data-kind={kindOf(node.type)}>
            <rect x={x} y={y} width={card} height={HEIGHT} rx={12} />
            {named ? (
              <text x={x + 18} y={y + 36.5}>
                {shortened(node.data.name ?? node.type)}
              </text>
            ) : (
              <circle cx={x + 34} cy={y + HEIGHT / 2} r={11} />
            )}
          </g>
        );
      })}
    </svg>
  );
}

interface Place {
  x: number;
  y: number;
}

const placeOf = ({ position }: GraphNode): Place => ({ x: position.x * 0.85, y: position.y * CLOSER });

function wayBetween(from: Place, to: Place, width: number): string {
  const [x1, y1] = [from.x + width / 2, from.y + HEIGHT];
  const [x2, y2] = [to.x + width / 2, to.y];
  // Back up the picture: around the side, so that it does not run through the cards.
  if (y2 <= y1) {
    const side = Math.min(from.x, to.x) - 16;
    return `M${from.x} ${from.y + HEIGHT / 2}H${side}V${to.y + HEIGHT / 2}H${to.x}`;
  }
  const half = (y2 - y1) / 2;
  return `M${x1} ${y1}C${x1} ${y1 + half} ${x2} ${y2 - half} ${x2} ${y2}`;
}

const shortened = (name: string) =>
  name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name;

function kindOf(type: string): string {
  if (type.endsWith('trigger')) return 'event';
  if (type === 'send-sms') return 'send';
  if (type.startsWith('wait') || type === 'rate-gate') return 'wait';
  return type === 'condition' || type === 'random-split' ? 'decide' : 'do';
}
