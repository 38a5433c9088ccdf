import type { PartPrice, WorstCase } from '@signalbox/api/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { partPriceQuery } from '../api/queries.js';
import { countOf, formatAmount, formatCount } from '../format/number.js';
import classes from './Composer.module.css';
import { worstCaseQuery, type WrittenText } from './composer-queries.js';

/** How long the text gets among real people, for whom it can't be made, and what it costs. */
export function LengthFacts({ written, eventName }: { written: WrittenText; eventName: string | null }) {
  const price = useQuery(partPriceQuery).data ?? null;
  const answer = useQuery({
    ...worstCaseQuery(written, eventName),
    enabled: written.template.trim() !== '',
  }).data;
  if (!answer || written.template.trim() === '') return null;
  const { longest, fewestParts, looked, missing, faults } = answer;
  return (
    <ul className={classes.facts} aria-label="Length and cost" aria-live="polite">
      {longest && (
        <li data-tone={longest.parts > 1 ? 'wait' : undefined}>
          Longest: <b>{countOf(longest.parts, 'part', 'parts')}</b> ({longest.units} of {longest.capacity}
          {longest.encoding === 'UCS-2' && ', wide'}){forWhom(answer)}
        </li>
      )}
      {longest && (
        <li>
          Each text: {costOf(price, fewestParts, longest.parts)}
          {price?.countries && Object.keys(price.countries).length > 0 && (
            <span className={classes.countries}>
              {Object.entries(price.countries).map(([country, amount]) => (
                <span key={country}>
                  {' '}
                  {country} {formatAmount(amount * longest.parts, price.currency)}
                </span>
              ))}
            </span>
          )}
        </li>
      )}
      {missing.map(({ field, count }) => (
        <li key={field}>
          {formatCount(count)} of {formatCount(looked.count)} have no{' '}
          {field.split('.').slice(1).join(' ').replaceAll('_', ' ')}
        </li>
      ))}
      {faults.map(({ reason, count }) => (
        <li key={reason} data-tone="stop">
          Can’t be made for {countOf(count, 'one', 'some')} of {looked.tried} looked at: {reason}
        </li>
      ))}
    </ul>
  );
}

function forWhom({ longest, looked }: WorstCase) {
  if (looked.among === 'sample' || !longest?.contact) return ', for a sample person';
  return (
    <>
      , for <Link to={`/people/${longest.contact.id}`}>{longest.contact.name}</Link>
      {looked.count > 1 &&
        ` of ${looked.among === 'events' ? 'the last' : 'your'} ${formatCount(looked.count)} ${looked.among === 'events' ? 'times it happened' : 'people'}`}
    </>
  );
}

/** `DKK 0.31`, or `DKK 0.31 to DKK 0.62`. */
function costOf(price: PartPrice | null, fewest: number, most: number) {
  if (!price) return <Link to="/settings">say what a part costs</Link>;
  const [low, high] = [price.amount * fewest, price.amount * most];
  return low === high
    ? formatAmount(high, price.currency)
    : `${formatAmount(low, price.currency)} to ${formatAmount(high, price.currency)}`;
}
