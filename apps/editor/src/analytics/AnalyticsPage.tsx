import { Loader, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { formatMoney, formatShare } from '../format/number.js';
import { locale } from '../language/i18n.js';
import { t } from '../language/t.js';
import { Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { analyticsQuery } from './analytics-query.js';
import { PlotCard } from './PlotCard.js';
import classes from './AnalyticsPage.module.css';

const PERIODS = ['7', '30', '90', '365'];

const dayInWords = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const label = (day: string) => dayInWords.format(new Date(`${day}T12:00:00Z`));

/** What texts did over time: five questions, each a plot, its numbers and a file of them. */
export function AnalyticsPage() {
  const [params, setParams] = useSearchParams();
  const asked = params.get('days') ?? '30';
  const period = PERIODS.includes(asked) ? asked : '30';
  const answer = useQuery(analyticsQuery(Number(period)));
  const { data } = answer;
  const days = (data?.days ?? []).map(({ revenue, day, ...counts }) => ({
    ...counts,
    day: label(day),
    key: day,
    revenue: Object.keys(revenue).length > 0 ? formatMoney(revenue) : '',
  }));
  const byDay = { name: 'day', label: t('Day') };
  return (
    <Page
      title={t('Analytics')}
      lead={data ? t('Days begin at midnight in {zone}.', { zone: data.zone.replace('_', ' ') }) : ' '}
      actions={
        <SegmentedControl
          aria-label={t('Period')}
          value={period}
          onChange={(value) => setParams({ days: value }, { replace: true })}
          data={PERIODS.map((value) => ({
            value,
            label: value === '365' ? t('A year') : t('{value} days', { value }),
          }))}
        />
      }
    >
      {answer.isPending && <Loader aria-label={t('Loading')} />}
      {answer.isError && <Trouble error={answer.error} onRetry={() => void answer.refetch()} />}
      {data && (
        <div className={classes.grid}>
          <PlotCard
            title={t('Texts a day')}
            hint={t('Sent, and not sent for a reason that stands under Texts.')}
            kind="bars"
            along={byDay}
            rows={days}
            series={[
              { name: 'sent', label: t('Sent'), color: 'var(--go)' },
              { name: 'notSent', label: t('Not sent'), color: 'var(--wait)' },
            ]}
          />
          <PlotCard
            title={t('Texts by journey')}
            hint={t('Each text counts for the journey that it belongs to.')}
            kind="bars"
            along={{
              name: 'journeyName',
              label: t('Journey'),
              cell: (row) => <Link to={`/journeys/${row.key}`}>{row.journeyName}</Link>,
            }}
            rows={data.journeys.map(({ journeyId, people, ...counts }) => ({
              ...counts,
              people,
              key: journeyId,
            }))}
            series={[
              { name: 'sent', label: t('Sent'), color: 'var(--go)' },
              { name: 'notSent', label: t('Not sent'), color: 'var(--wait)' },
            ]}
            more={[
              { name: 'people', label: t('People'), cell: (row) => row.people?.toLocaleString(locale) },
              {
                name: 'clicked',
                label: t('Clicked'),
                cell: (row) => formatShare(Number(row.clicked), Math.max(1, Number(row.sent))),
              },
            ]}
          />
          <PlotCard
            title={t('Orders after texts')}
            hint={t(
              'By people who were texted in the {attributionDays} days before: what followed, not what was caused.',
              { attributionDays: data.attributionDays },
            )}
            kind="line"
            along={byDay}
            rows={days}
            series={[{ name: 'orders', label: t('Orders'), color: 'var(--go)' }]}
            more={[{ name: 'revenue', label: t('Revenue'), cell: (row) => row.revenue }]}
          />
          <PlotCard
            title={t('Clicks a day')}
            hint={t('Texts whose link a person opened; previews and robots are left out.')}
            kind="line"
            along={byDay}
            rows={days}
            series={[{ name: 'clicked', label: t('Clicked'), color: 'var(--event)' }]}
          />
          <PlotCard
            title={t('Opt-outs a day')}
            hint={t('People who replied STOP, or chose to leave.')}
            kind="line"
            along={byDay}
            rows={days}
            series={[{ name: 'optedOut', label: t('People'), color: 'var(--stop)' }]}
          />
        </div>
      )}
    </Page>
  );
}
