import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { formatCount } from '../format/number.js';
import { t } from '../language/t.js';
import { Card } from '../ui/Page.js';
import classes from './NotSentReasons.module.css';
import { STATES } from './message-words.js';
import { notSentQuery } from './not-sent-query.js';

const DAYS = 30;

/** Why texts reached nobody, the commonest first, each with what can be done about it. */
export function NotSentReasons({ journey, chosen }: { journey: string | null; chosen: string | null }) {
  const reasons = useQuery(notSentQuery(DAYS, journey)).data ?? [];
  if (reasons.length === 0) return null;
  const to = (code: string | null) => {
    const query = new URLSearchParams({
      state: code ? 'suppressed,failed,undelivered,unknown' : STATES.notSent,
      ...(journey ? { journey } : {}),
      ...(code ? { reason: code } : {}),
    });
    return `/messages?${query.toString()}`;
  };
  return (
    <Card title={t('Not sent, and why')} aside={t('last {DAYS} days', { DAYS })}>
      <ul className={classes.reasons}>
        {reasons.map(({ code, words, advice, texts, people }) => (
          <li key={code} aria-current={chosen === code || undefined}>
            <Link to={to(chosen === code ? null : code)}>
              <b className="num">{formatCount(texts)}</b>
              <span>
                {words}
                <small>{t('{people, plural, one {# person} other {# people}}', { people })}</small>
              </span>
            </Link>
            {advice && <p>{advice}</p>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
