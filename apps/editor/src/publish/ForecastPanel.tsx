import { Trans } from '@lingui/react';
import { Loader, Select } from '@mantine/core';
import type { Forecast } from '@signalbox/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sayError } from '../api/client.js';
import { forecastQuery } from '../api/queries.js';
import { shortDuration } from '../format/duration.js';
import { formatAmount, formatCount, formatDecimal } from '../format/number.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import type { Workspace } from '../workspace/workspace.js';
import { PartPriceField } from './PartPriceField.js';
import classes from './Publish.module.css';

/** Whom the draft reaches, of how many and why, and what that comes to. */
export function ForecastPanel({ journeyId, workspace }: { journeyId: string; workspace: Workspace }) {
  const [days, setDays] = useState(30);
  const [{ graph, key }] = useState(() => ({ graph: workspace.history.get().graph, key: Date.now() }));
  const forecast = useQuery(forecastQuery(journeyId, graph, key, days));
  if (forecast.isError)
    return <p className={classes.dim}>{t('No forecast: {error}', { error: sayError(forecast.error) })}</p>;
  if (!forecast.data) {
    return (
      <p className={classes.dim} role="status">
        <Loader size="xs" mr="xs" aria-hidden />{' '}
        {t('Walking people of the last {days} days through the draft…', { days })}
      </p>
    );
  }
  if (forecast.data.isCounting) {
    return (
      <p className={classes.dim} role="status">
        <Loader size="xs" mr="xs" aria-hidden />{' '}
        {t('Its segment is being counted: whom the draft reaches follows by itself…')}
      </p>
    );
  }
  return <Reckoned forecast={forecast.data} days={days} onDays={setDays} />;
}

function Reckoned({
  forecast,
  days,
  onDays,
}: {
  forecast: Forecast;
  days: number;
  onDays: (days: number) => void;
}) {
  const { funnel, kind, entries, texts, parts, cost, carrierSeconds, textsPerEntry, notes } = forecast;
  const everyone = funnel[0]!.people;
  const reached = funnel.at(-1)!.people;
  const isRough = funnel.some(({ isEstimate }) => isEstimate);
  return (
    <section className={classes.forecast} aria-label={t('Whom it reaches')}>
      <header>
        <h3>
          <Trans
            id="Reaches {rough, select, yes {about } other {}}<b>{reached}</b> of <b2>{everyone}</b2> people{kind, select, events { in {days} days} other {}}, because"
            values={{
              rough: isRough ? 'yes' : 'no',
              reached: formatCount(reached),
              everyone: formatCount(everyone),
              kind,
              days,
            }}
            components={{ b: <b className="num" />, b2: <b className="num" /> }}
          />
        </h3>
        {kind === 'events' && (
          <Select
            size="xs"
            aria-label={t('Reckoned from')}
            w={140}
            data={[7, 30, 90].map((value) => ({
              value: String(value),
              label: t('last {value} days', { value }),
            }))}
            value={String(days)}
            allowDeselect={false}
            onChange={(value) => onDays(Number(value))}
          />
        )}
      </header>
      <ol className={classes.funnel}>
        {funnel.map(({ key, words, people, isEstimate }) => (
          <li key={key}>
            <span className="num">
              {isEstimate && '≈ '}
              {formatCount(people)}
            </span>
            <i
              style={{
                width: `${everyone === 0 ? 0 : Math.max((people / everyone) * 100, people > 0 ? 1 : 0)}%`,
              }}
              aria-hidden
            />
            <span>{said(words)}</span>
          </li>
        ))}
      </ol>
      <dl className={classes.sums}>
        <div>
          <dt>{kind === 'campaign' ? t('entries each time') : t('entries in {days} days', { days })}</dt>
          <dd>{formatCount(entries)}</dd>
        </div>
        <div>
          <dt>{t('texts, {perEntry} an entry', { perEntry: formatDecimal(textsPerEntry, 2) })}</dt>
          <dd>{formatCount(texts)}</dd>
        </div>
        <div>
          <dt>{t('in parts')}</dt>
          <dd>{formatCount(parts)}</dd>
        </div>
        <div>
          <dt>{t('at the carrier’s pace')}</dt>
          <dd>
            {carrierSeconds === null
              ? '–'
              : shortDuration(Math.max(carrierSeconds, texts > 0 ? 1 : 0) * 1_000)}
          </dd>
        </div>
        <div>
          <dt>{t('cost')}</dt>
          <dd>{cost === null ? t('not known') : moneyIn(cost)}</dd>
        </div>
      </dl>
      <PartPriceField />
      <ul className={classes.notes}>
        {notes.map((note) => (
          <li key={note}>{said(note)}</li>
        ))}
      </ul>
      {reached === 0 && (
        <p className={classes.none}>
          {t(
            'As it stands it would reach nobody: {everyone, plural, one {# person is} other {# people are}} known, and none gets through all of the above.',
            { everyone },
          )}
        </p>
      )}
    </section>
  );
}

const moneyIn = (cost: { [currency: string]: number }) =>
  Object.entries(cost)
    .map(([currency, amount]) => formatAmount(amount, currency))
    .join(' + ');
