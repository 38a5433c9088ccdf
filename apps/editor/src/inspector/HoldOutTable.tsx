import { useQuery } from '@tanstack/react-query';
import { holdOutQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { said } from '../language/said.js';
import { CountedSince } from './CountedSince.js';
import { percent, ShareRange } from './ShareRange.js';
import classes from './StepResults.module.css';

/** Whether the journey helps at all: those it texts beside those it leaves alone. */
export function HoldOutTable({ journeyId, nodeId }: { journeyId: string; nodeId: string }) {
  const result = useQuery(holdOutQuery(journeyId, nodeId)).data;
  if (!result) return null;
  const { sides, goal, verdict, since } = result;
  const most = Math.max(0.01, ...sides.map(({ high }) => high ?? 0));
  return (
    <section aria-label={t('Does it help?')}>
      <p className={classes.hint}>
        <b>{said(verdict)}</b>{' '}
        {goal &&
          t(
            'Counted is “{goal}” after this step, of those whose time for it is over. The bar is the range in which the true share lies, 19 times in 20.',
            {
              goal,
            },
          )}
      </p>
      <CountedSince since={since} />
      <ul className={classes.list}>
        {sides.map(({ id, name, share, ...counts }) => (
          <li key={id}>
            <p className={classes.head}>
              <b>{said(name)}</b>
              <span className="num">{share === null ? t('nobody yet') : percent(share)}</span>
            </p>
            <ShareRange {...counts} most={most} />
          </li>
        ))}
      </ul>
    </section>
  );
}
