import type { EventEffects as Effects } from '@signalbox/api/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { eventEffectsQuery } from '../api/queries.js';
import classes from './EventTable.module.css';

/** What an event started and whom it woke, or why it did nothing. Asked for only when it is opened. */
export function EventEffects({ eventId }: { eventId: string }) {
  const query = useQuery(eventEffectsQuery(eventId));
  if (query.isPending) return <p className={classes.effects}>Looking what it did …</p>;
  if (query.isError) return null;
  return <Said effects={query.data} />;
}

function Said({ effects: { started, told, toldCount, notStarted, nothing } }: { effects: Effects }) {
  return (
    <ul className={classes.effects}>
      {started.map(({ runId, journeyName }) => (
        <li key={runId}>
          Let them into <Link to={`/runs/${runId}`}>{journeyName}</Link>
        </li>
      ))}
      {told.map(({ runId, journeyName }) => (
        <li key={runId}>
          Went to their entry in <Link to={`/runs/${runId}`}>{journeyName}</Link>
        </li>
      ))}
      {toldCount > told.length && <li>Went to {toldCount - told.length} more entries</li>}
      {notStarted.map(({ journeyId, journeyName, reason }) => (
        <li key={journeyId}>
          Not into <Link to={`/journeys/${journeyId}`}>{journeyName}</Link>: {reason}
        </li>
      ))}
      {nothing && <li>{nothing}</li>}
    </ul>
  );
}
