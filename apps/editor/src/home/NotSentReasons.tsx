import type { Figures } from '@signalbox/api/contract';
import { Link } from 'react-router';
import { formatCount } from '../format/number.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Card } from '../ui/Page.js';
import classes from './HomePage.module.css';

/** Why texts were not sent, most frequent first; each reason opens the people it was about. */
export function NotSentReasons({
  reasons,
  total,
  days,
}: {
  reasons: Figures['notSentReasons'];
  total: number;
  days: number;
}) {
  const most = Math.max(1, ...reasons.map((reason) => reason.count));
  return (
    <Card title={t('Why texts were not sent')} aside={formatCount(total)}>
      {reasons.length === 0 && <p className={classes.hint}>{t('Nothing was held back yet.')}</p>}
      <ul className={classes.reasons}>
        {reasons.map(({ code, reason, count }) => (
          <li key={code}>
            <Link to={`/messages?state=not-sent&reason=${encodeURIComponent(code)}&days=${days}`}>
              <span>{said(reason)}</span>
              <b className="num">{formatCount(count)}</b>
            </Link>
            <i aria-hidden>
              <u style={{ width: `${(100 * count) / most}%` }} />
            </i>
          </li>
        ))}
      </ul>
    </Card>
  );
}
