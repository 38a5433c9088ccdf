import type { Lifts } from '@signalbox/api/contract';
import { Link } from 'react-router';
import { formatSigned } from '../format/number.js';
import { t } from '../language/t.js';
import classes from './LiftCell.module.css';

const points = (share: number) => formatSigned(share * 100, 1);

/** How much more often those whom a journey texts reach its goal; never without the range in which that lies. */
export function LiftCell({ lift: { journeyId, nodeId, lift } }: { lift: Lifts['lifts'][number] }) {
  return (
    <Link
      to={`/journeys/${journeyId}?step=${encodeURIComponent(nodeId)}&tab=people`}
      className={classes.lift}
    >
      {lift?.isClear ? (
        <>
          {t('{by} points', { by: points(lift.by) })}{' '}
          <small>{t('({low} to {high})', { low: points(lift.low), high: points(lift.high) })}</small>
        </>
      ) : (
        <small>{t('not shown yet')}</small>
      )}
    </Link>
  );
}
