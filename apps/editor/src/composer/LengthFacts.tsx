import { Trans } from '@lingui/react';
import type { PartPrice, WorstCase } from '@signalbox/api/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { partPriceQuery } from '../api/queries.js';
import { formatAmount, formatCount } from '../format/number.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import classes from './Composer.module.css';

interface Props {
  answer: WorstCase;
  /** Fields of which somebody is asked elsewhere what stands in for them. */
  asked: string[];
  eventName: string | null;
  /** Shows the text as this person gets it. */
  onShow: (contactId: string) => void;
}

/** How long the text gets among real people, for whom it can't be made, and what it costs. */
export function LengthFacts({ answer, asked, eventName, onShow }: Props) {
  const price = useQuery(partPriceQuery).data ?? null;
  const { longest, fewestParts, looked, missing, faults, hasSampleEvent } = answer;
  return (
    <ul className={classes.facts} aria-label={t('Length and cost')} aria-live="polite">
      {longest && (
        <li data-tone={longest.parts > 1 ? 'wait' : undefined}>
          <Trans
            id="Longest: <b>{parts, plural, one {# part} other {# parts}}</b> ({units} of {capacity}{encoding, select, wide {, wide} other {}}){answer}"
            values={{
              parts: longest.parts,
              units: longest.units,
              capacity: longest.capacity,
              encoding: longest.encoding === 'UCS-2' ? 'wide' : 'narrow',
              answer: forWhom(answer, onShow),
            }}
            components={{ b: <b /> }}
          />
        </li>
      )}
      {longest && (
        <li>
          <Trans id="Each text: {price}" values={{ price: costOf(price, fewestParts, longest.parts) }} />
          {Object.entries(price?.countries ?? {}).map(([country, amount]) => (
            <span key={country} className={classes.country}>
              {country} {formatAmount(amount * longest.parts, price!.currency)}
            </span>
          ))}
        </li>
      )}
      {missing
        .filter(({ field }) => !asked.includes(field))
        .map(({ field, count }) => (
          <li key={field}>
            {t('{count} of {looked} have no {field}', {
              count: formatCount(count),
              looked: formatCount(looked.count),
              field: field
                .split('.')
                .slice(1)
                .filter((part) => !/^\d+$/.test(part))
                .join(' ')
                .replaceAll('_', ' '),
            })}
          </li>
        ))}
      {hasSampleEvent && (
        <li>{t('“{eventName}” has not happened yet: its fields show samples.', { eventName })}</li>
      )}
      {faults.map(({ reason, count }) => (
        <li key={reason} data-tone="stop">
          {t('Can’t be made for {count} of {tried} looked at: {reason}', {
            count,
            tried: looked.tried,
            reason: said(reason),
          })}
        </li>
      ))}
    </ul>
  );
}

function forWhom({ longest, looked }: WorstCase, onShow: Props['onShow']) {
  if (looked.among === 'sample' || !longest?.contact) return t(', for a sample person');
  return (
    <Trans
      id="{among, select, events {, for <who>{name}</who>, of the last {count} times it happened} people {, for <who>{name}</who>, of your {count} people} other {, for <who>{name}</who>}}"
      values={{
        among: looked.count > 1 ? looked.among : 'one',
        name: longest.contact.name,
        count: formatCount(looked.count),
      }}
      components={{
        who: <button type="button" className={classes.fix} onClick={() => onShow(longest.contact!.id)} />,
      }}
    />
  );
}

/** `DKK 0.31`, or `DKK 0.31 to DKK 0.62`. */
function costOf(price: PartPrice | null, fewest: number, most: number) {
  if (!price) return <Link to="/settings">{t('say what a part costs')}</Link>;
  const [low, high] = [price.amount * fewest, price.amount * most];
  return low === high
    ? formatAmount(high, price.currency)
    : t('{low} to {high}', {
        low: formatAmount(low, price.currency),
        high: formatAmount(high, price.currency),
      });
}
