import { useQuery } from '@tanstack/react-query';
import { formatCount } from '../format/number.js';
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
} as const;

/** What was asked of a person's attention, against what it brought them and the shop. */
export function RelationshipCard({ contactId }: { contactId: string }) {
  const { data } = useQuery(relationshipQuery(contactId));
  if (!data) return null;
  const numbers = [
    [t('Texts'), data.texts],
    [t('Not sent'), data.notSent],
    [t('Clicks'), data.clicks],
    [t('Replies'), data.replies],
    [t('Orders'), data.orders],
    [t('After a text'), data.ordersAfterTexts],
  ] as const;
  return (
    <Card title={t('Between you')} aside={t('last 90 days')}>
      <dl className={classes.numbers}>
        {numbers.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="num">{formatCount(value)}</dd>
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
