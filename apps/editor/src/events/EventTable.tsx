import type { EventSummary } from '@signalbox/api/contract';
import { Link } from 'react-router';
import { useState } from 'react';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { Properties } from '../ui/Properties.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { EventEffects } from './EventEffects.js';
import { eventSourceWords } from './source-words.js';
import classes from './EventTable.module.css';

interface Props {
  events: EventSummary[];
  withPerson?: boolean;
}

export function EventTable({ events, withPerson = true }: Props) {
  return (
    <Table
      label={t('Events')}
      rows={events}
      rowKey={(event) => event.id}
      columns={[
        {
          title: t('Event'),
          cell: (event) => <Opened event={event} />,
        },
        ...(withPerson
          ? [
              {
                title: t('Person'),
                cell: ({ contact }: EventSummary) =>
                  contact ? (
                    <Link to={`/people/${contact.id}`}>{contact.name || contact.phone || t('No name')}</Link>
                  ) : (
                    '–'
                  ),
              },
            ]
          : []),
        { title: t('From'), cell: (event) => eventSourceWords(event.source), narrow: true },
        {
          title: t('Happened'),
          cell: (event) => <Time at={event.occurredAt} />,
          narrow: true,
          numeric: true,
        },
      ]}
    />
  );
}

/** What an event said, and what it did. */
function Opened({ event }: { event: EventSummary }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={classes.event} onToggle={(toggle) => setIsOpen(toggle.currentTarget.open)}>
      <summary>
        {event.name} {event.isHistory && <Chip>{t('history')}</Chip>}
      </summary>
      {isOpen && (
        <>
          <EventEffects eventId={event.id} />
          <Properties value={event.properties} />
          <details className={classes.json}>
            <summary>{t('As JSON')}</summary>
            <pre>{JSON.stringify(event, null, 2)}</pre>
          </details>
        </>
      )}
    </details>
  );
}
