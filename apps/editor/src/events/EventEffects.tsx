import { Trans } from '@lingui/react';
import type { EventEffects as Effects } from '@signalbox/api/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { eventEffectsQuery } from '../api/queries.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import classes from './EventTable.module.css';

/** What an event started and whom it woke, or why it did nothing. Asked for only when it is opened. */
export function EventEffects({ eventId }: { eventId: string }) {
  const query = useQuery(eventEffectsQuery(eventId));
  if (query.isPending) return <p className={classes.effects}>{t('Looking what it did …')}</p>;
  if (query.isError) return null;
  return <Said effects={query.data} />;
}

function Said({ effects: { started, told, toldCount, notStarted, nothing } }: { effects: Effects }) {
  return (
    <ul className={classes.effects}>
      {started.map(({ runId, journeyName }) => (
        <li key={runId}>
          <Trans
            id="Let them into <link>{journeyName}</link>"
            values={{ journeyName }}
            components={{ link: <Link to={`/runs/${runId}`} /> }}
          />
        </li>
      ))}
      {told.map(({ runId, journeyName }) => (
        <li key={runId}>
          <Trans
            id="Went to their entry in <link>{journeyName}</link>"
            values={{ journeyName }}
            components={{ link: <Link to={`/runs/${runId}`} /> }}
          />
        </li>
      ))}
      {toldCount > told.length && (
        <li>{t('Went to {toldCount} more entries', { toldCount: toldCount - told.length })}</li>
      )}
      {notStarted.map(({ journeyId, journeyName, reason }) => (
        <li key={journeyId}>
          <Trans
            id="Not into <link>{journeyName}</link>: {reason}"
            values={{ journeyName, reason: said(reason) }}
            components={{ link: <Link to={`/journeys/${journeyId}`} /> }}
          />
        </li>
      ))}
      {nothing && <li>{said(nothing)}</li>}
    </ul>
  );
}
