import type { Figures } from '@signalbox/api/contract';
import { Link } from 'react-router';
import { formatAmount, formatCount, formatMoney, formatShare } from '../format/number.js';
import { t } from '../language/t.js';
import { STATES } from '../messages/message-words.js';
import classes from './HomePage.module.css';

/** Four figures of the period, each a door to what it counts. */
export function FigureTiles({ figures }: { figures: Figures }) {
  const { texts, orderedAfter, optOuts } = figures;
  const [highest] = optOuts.byJourney;
  return (
    <div className={classes.tiles}>
      <Tile
        label={t('Sent')}
        value={formatCount(texts.sent)}
        note={
          texts.sent === 0
            ? t('no texts yet')
            : t('{delivered} delivered, {parts, plural, one {# part} other {# parts}}', {
                delivered: formatShare(texts.delivered, texts.sent),
                parts: texts.parts,
              })
        }
        to={`/messages?state=${STATES.sent}&days=${figures.days}`}
      />
      <Tile
        label={t('Not sent')}
        value={formatCount(texts.notSent)}
        note={texts.notSent === 0 ? t('nothing was held back') : savedInWords(figures.saved)}
        to={`/messages?state=${STATES.notSent}&days=${figures.days}`}
      />
      <Tile
        label={t('Ordered within {withinDays} days of a text', { withinDays: orderedAfter.withinDays })}
        value={orderedAfter.orders === 0 ? '0' : formatMoney(orderedAfter.revenue)}
        note={t('{orders, plural, one {# order} other {# orders}}, by whatever cause', {
          orders: orderedAfter.orders,
        })}
        to="/events?name=Order+Completed"
        good={orderedAfter.orders > 0}
      />
      <Tile
        label={t('Opted out')}
        value={formatShare(optOuts.people, Math.max(texts.people, optOuts.people))}
        note={
          highest
            ? t('highest: {journeyName}, {optedOut}', {
                journeyName: highest.journeyName,
                optedOut: formatShare(highest.optedOut, Math.max(highest.texted, highest.optedOut)),
              })
            : t('{people, plural, one {# person} other {# people}} of {people2} texted', {
                people: optOuts.people,
                people2: formatCount(texts.people),
              })
        }
        to="/events?name=SMS+Unsubscribed"
      />
    </div>
  );
}

/** As the page of texts reckons it. */
function savedInWords({ parts, wouldHaveCost, isMore }: Figures['saved']): string {
  if (parts === 0) return t('they would have cost nothing');
  if (!wouldHaveCost)
    return t('and about {notSent, plural, one {# part} other {# parts}} saved', { notSent: parts });
  const cost = formatAmount(wouldHaveCost.amount, wouldHaveCost.currency);
  return isMore
    ? t('they would have cost more than {cost}', { cost })
    : t('they would have cost about {cost}', { cost });
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
