import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { picksQuery, pointsQuery } from '../api/queries.js';
import { formatAmount, formatCount } from '../format/number.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Card } from '../ui/Page.js';
import { ShowMore } from '../ui/ShowMore.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import classes from './Loyalty.module.css';

/** A person's points, and the products that a text would name to them. Shows nothing of a shop that has neither. */
export function PersonLoyalty({ contactId }: { contactId: string }) {
  const list = useInfiniteQuery(pointsQuery(contactId));
  const points = list.data?.pages[0];
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? [];
  const picks = useQuery(picksQuery(contactId)).data ?? [];
  return (
    <>
      {points && (points.balance !== 0 || entries.length > 0 || points.tier) && (
        <Card
          title={t('Points')}
          aside={`${formatCount(points.balance)}${points.tier ? ` · ${points.tier}` : ''}`}
        >
          {entries.length === 0 ? (
            <p className={classes.none}>{t('The balance is what the shop’s own programme says.')}</p>
          ) : (
            <Table
              label={t('Points')}
              rows={entries}
              rowKey={({ key }) => key}
              columns={[
                { title: t('When'), cell: ({ at }) => <Time at={at} />, narrow: true },
                { title: t('Why'), cell: ({ reason }) => said(reason) },
                {
                  title: t('Points'),
                  cell: ({ points: given }) => `${given > 0 ? '+' : '−'}${formatCount(Math.abs(given))}`,
                  narrow: true,
                  numeric: true,
                },
              ]}
            />
          )}
          <ShowMore list={list} />
        </Card>
      )}
      {picks.length > 0 && (
        <Card title={t('Picks')} aside={t('what a text would show them now')}>
          <ul className={classes.picks}>
            {picks.map(({ field, name, price, currency, why }) => (
              <li key={field}>
                {name}
                {price !== null && <> · {currency ? formatAmount(price, currency) : price}</>}
                <div className={classes.why}>
                  {said(why)} · <code>{field}</code>
                </div>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
