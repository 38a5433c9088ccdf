import type { Figures } from '@signalbox/api/contract';
import { Link } from 'react-router';
import { formatCount, formatMoney, formatShare, countOf } from '../format/number.js';
import { STATES } from '../messages/message-words.js';
import classes from './HomePage.module.css';

/** Four figures of the period, each a door to what it counts. */
export function FigureTiles({ figures }: { figures: Figures }) {
  const { texts, orderedAfter, optOuts } = figures;
  const perText = texts.sent > 0 ? texts.parts / texts.sent : 1;
  const [highest] = optOuts.byJourney;
  return (
    <div className={classes.tiles}>
      <Tile
        label="Sent"
        value={formatCount(texts.sent)}
        note={
          texts.sent === 0
            ? 'no texts yet'
            : `${formatShare(texts.delivered, texts.sent)} delivered, ${countOf(texts.parts, 'part', 'parts')}`
        }
        to={`/messages?state=${STATES.sent}`}
      />
      <Tile
        label="Not sent"
        value={formatCount(texts.notSent)}
        note={
          texts.notSent === 0
            ? 'nothing was held back'
            : `and about ${countOf(Math.round(texts.notSent * perText), 'part', 'parts')} saved`
        }
        to={`/messages?state=${STATES.notSent}`}
      />
      <Tile
        label={`Ordered within ${orderedAfter.withinDays} days of a text`}
        value={orderedAfter.orders === 0 ? '0' : formatMoney(orderedAfter.revenue)}
        note={`${countOf(orderedAfter.orders, 'order', 'orders')}, by whatever cause`}
        to="/events?name=Order+Completed"
        good={orderedAfter.orders > 0}
      />
      <Tile
        label="Opted out"
        value={formatShare(optOuts.people, Math.max(texts.people, optOuts.people))}
        note={
          highest
            ? `highest: ${highest.journeyName}, ${formatShare(highest.optedOut, Math.max(highest.texted, highest.optedOut))}`
            : `${countOf(optOuts.people, 'person', 'people')} of ${formatCount(texts.people)} texted`
        }
        to="/events?name=SMS+Unsubscribed"
      />
    </div>
  );
}

function Tile({
  label,
  value,
  note,
  to,
  good = false,
}: {
  label: string;
  value: string;
  note: string;
  to: string;
  good?: boolean;
}) {
  return (
    <Link to={to} className={classes.tile}>
      <span>{label}</span>
      <b className="num" data-good={good || undefined}>
        {value}
      </b>
      <small className="num">{note}</small>
    </Link>
  );
}
