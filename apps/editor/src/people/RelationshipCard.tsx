import { useQuery } from '@tanstack/react-query';
import { formatCount, formatMoney } from '../format/number.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { Card } from '../ui/Page.js';
import { relationshipQuery } from './people-queries.js';
import classes from './PersonPage.module.css';

const RISK = {
  low: { tone: 'go', words: t('Little risk of an opt-out') },
  some: { tone: 'wait', words: t('Some risk of an opt-out') },
  high: { tone: 'stop', words: t('May well opt out') },
  gone: { tone: 'stop', words: t('Has opted out') },
} as const;

/** What was asked of a person's attention, against what it brought them and the shop. */
export function RelationshipCard({ contactId }: { contactId: string }) {
  const { data } = useQuery(relationshipQuery(contactId));
  if (!data) return null;
  const { given } = data;
  const numbers = [
    [t('Texts'), formatCount(data.texts)],
    [t('Not sent'), formatCount(data.notSent)],
    [t('Clicks'), formatCount(data.clicks)],
    [t('Replies'), formatCount(data.replies)],
    [t('Orders'), formatCount(data.orders)],
    [t('After a text'), formatCount(data.ordersAfterTexts)],
    [t('Codes given'), formatCount(given.codes)],
    [t('Codes used'), formatCount(given.codesUsed)],
    [t('Points given'), formatCount(given.points)],
    ...(Object.keys(given.worth).length > 0
      ? [[t('Saved by codes, about'), formatMoney(given.worth)] as const]
      : []),
  ] as const;
  return (
    <Card title={t('Between you')} aside={t('last 90 days')}>
      <dl className={classes.numbers}>
        {numbers.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.risk}>
        <Chip tone={RISK[data.risk].tone}>{RISK[data.risk].words}</Chip>
        <span>{said(data.why)}</span>
      </p>
    </Card>
  );
}
