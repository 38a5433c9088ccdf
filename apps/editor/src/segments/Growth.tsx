import { formatCount } from '../format/number.js';
import { t } from '../language/t.js';
import classes from './SegmentsPage.module.css';

const WIDTH = 280;
const HEIGHT = 64;

/** How many belonged, day by day: a line, and its two ends in words. */
export function Growth({ sizes, now }: { sizes: { day: string; members: number }[]; now: number }) {
  const first = sizes[0];
  if (!first || sizes.length < 2)
    return (
      <p className={classes.hint}>
        {t('{now} today. The line begins tomorrow, when there is a second day to draw it to.', {
          now: formatCount(now),
        })}
      </p>
    );
  const most = Math.max(1, ...sizes.map(({ members }) => members));
  const points = sizes
    .map(
      ({ members }, index) =>
        `${(index * WIDTH) / (sizes.length - 1)},${HEIGHT - 2 - (members / most) * (HEIGHT - 6)}`,
    )
    .join(' ');
  const change = now - first.members;
  const words = t('{members} on {day}, {now} today ({change})', {
    members: formatCount(first.members),
    day: first.day,
    now: formatCount(now),
    change: `${change >= 0 ? '+' : '−'}${formatCount(Math.abs(change))}`,
  });
  return (
    <figure className={classes.growth}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words} preserveAspectRatio="none">
        <polyline
          points={points}
          fill="none"
          stroke="var(--go)"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <figcaption className={classes.hint}>{words}</figcaption>
    </figure>
  );
}
