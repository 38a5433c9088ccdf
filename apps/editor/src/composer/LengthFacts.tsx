import type { PartPrice, WorstCase } from '@signalbox/api/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { partPriceQuery } from '../api/queries.js';
import { countOf, formatAmount, formatCount } from '../format/number.js';
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
    <ul className={classes.facts} aria-label="Length and cost" aria-live="polite">
      {longest && (
        <li data-tone={longest.parts > 1 ? 'wait' : undefined}>
          Longest: <b>{countOf(longest.parts, 'part', 'parts')}</b> ({longest.units} of {longest.capacity}
          {longest.encoding === 'UCS-2' && ', wide'}){forWhom(answer, onShow)}
        </li>
      )}
      {longest && (
        <li>
          Each text: {costOf(price, fewestParts, longest.parts)}
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
            {formatCount(count)} of {formatCount(looked.count)} have no{' '}
            {field.split('.').slice(1).join(' ').replaceAll('_', ' ')}
          </li>
        ))}
      {hasSampleEvent && <li>“{eventName}” has not happened yet: its fields show samples.</li>}
      {faults.map(({ reason, count }) => (
        <li key={reason} data-tone="stop">
          Can’t be made for {countOf(count, 'one', 'some')} of {looked.tried} looked at: {reason}
        </li>
      ))}
    </ul>
  );
}

function forWhom({ longest, looked }: WorstCase, onShow: Props['onShow']) {
  if (looked.among === 'sample' || !longest?.contact) return ', for a sample person';
  return (
    <>
      , for{' '}
      <button type="button" className={classes.fix} onClick={() => onShow(longest.contact!.id)}>
        {longest.contact.name}
      </button>
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
