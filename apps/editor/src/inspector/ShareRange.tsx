import { formatCount, formatDecimal } from '../format/number.js';
import { t } from '../language/t.js';
import classes from './StepResults.module.css';

export const percent = (share: number) => `${formatDecimal(share * 100, 1)} %`;

interface Props {
  people: number;
  reached: number;
  /** Who came and still has time for the aim. */
  underWay: number;
  low: number | null;
  high: number | null;
  /** The highest share on the page, to which the bar is drawn. */
  most: number;
}

/** The range in which a true share lies, as a bar and in words. */
export function ShareRange({ people, reached, underWay, low, high, most }: Props) {
  return (
    <>
      <div className={classes.range} aria-hidden>
        {low !== null && high !== null && (
          <span
            style={{ left: `${(low / most) * 100}%`, width: `${Math.max(1, ((high - low) / most) * 100)}%` }}
          />
        )}
      </div>
      <p className={classes.hint}>
        {(people > 0 || underWay === 0) &&
          t('{reached} of {people}', { reached: formatCount(reached), people: formatCount(people) })}
        {low !== null && high !== null && t(', {low} to {high}', { low: percent(low), high: percent(high) })}
        {underWay > 0 &&
          (people > 0 ? '; ' : '') + t('{count} still have time', { count: formatCount(underWay) })}
      </p>
    </>
  );
}
