import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { NotSentReason } from '@signalbox/api/contract';
import type { MessageFilter } from '../api/queries.js';
import { formatAmount, formatCount } from '../format/number.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Card } from '../ui/Page.js';
import classes from './NotSentReasons.module.css';
import { STATES } from './message-words.js';
import { notSentQuery } from './not-sent-query.js';
import { placeFor } from './WhatToDo.js';

/** The rest come at a press: a screen has room for so many above the list. */
const SHOWN = 6;

/** Why texts reached nobody, the commonest first, each with what can be done about it and what it would have cost. */
export function NotSentReasons({ filter }: { filter: MessageFilter }) {
  const [params] = useSearchParams();
  const [showsAll, setShowsAll] = useState(false);
  const { reasons = [], isMore = false } = useQuery(notSentQuery(filter)).data ?? {};
  if (reasons.length === 0) return null;
  const to = (code: string | null) => {
    const next = new URLSearchParams(params);
    next.set('state', code ? 'suppressed,failed,undelivered,unknown' : STATES.notSent);
    if (code) next.set('reason', code);
    else next.delete('reason');
    return `/messages?${next.toString()}`;
  };
  const shown = reasons.filter(({ code }, index) => showsAll || index < SHOWN || code === filter.reason);
  return (
    <Card title={t('Not sent, and why')} aside={saved(reasons)}>
      <ul className={classes.reasons}>
        {shown.map(({ code, words, advice, texts, people, wouldHaveCost }) => (
          <li key={code} aria-current={filter.reason === code || undefined}>
            <Link to={to(filter.reason === code ? null : code)}>
              <b className="num">{formatCount(texts)}</b>
              <span>{said(words)}</span>
            </Link>
            <small className="num">
              {wouldHaveCost !== null && wouldHaveCost.amount > 0
                ? t(
                    '{people, plural, one {# person, would have cost about {price}} other {# people, would have cost about {price}}}',
                    { people, price: formatAmount(wouldHaveCost.amount, wouldHaveCost.currency) },
                  )
                : t('{people, plural, one {# person} other {# people}}', { people })}
            </small>
            {advice && (
              <p>
                {said(advice)} <Place code={code} />
              </p>
            )}
          </li>
        ))}
      </ul>
      {isMore && (
        <p className={classes.newest}>
          {t('Of the newest {count} that were not sent.', {
            count: formatCount(reasons.reduce((sum, { texts }) => sum + texts, 0)),
          })}
        </p>
      )}
      {reasons.length > SHOWN && (
        <Button variant="subtle" size="compact-sm" mt="xs" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? t('Show the commonest') : t('Show all {count} reasons', { count: reasons.length })}
        </Button>
      )}
    </Card>
  );
}

/** Where it is put right for all of them at once. */
function Place({ code }: { code: string }) {
  const place = placeFor({ reasonCode: code, contact: null, journey: null });
  return place && <Link to={place.to}>{place.words}</Link>;
}

/** What all of them would have cost, or where to say what a part costs. */
function saved(reasons: NotSentReason[]) {
  const currency = reasons.find(({ wouldHaveCost }) => wouldHaveCost !== null)?.wouldHaveCost?.currency;
  if (currency === undefined) return <Link to="/settings/prices">{t('Say what a part costs')}</Link>;
  const amount = reasons.reduce((sum, { wouldHaveCost }) => sum + (wouldHaveCost?.amount ?? 0), 0);
  return amount > 0 ? t('about {price} not spent', { price: formatAmount(amount, currency) }) : null;
}
