import type { EventSummary } from '@signalbox/api/contract';
import { Link } from 'react-router';
import { Chip } from '../ui/Chip.js';
import { Properties } from '../ui/Properties.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import classes from './EventTable.module.css';

interface Props {
  events: EventSummary[];
  withPerson?: boolean;
}

export function EventTable({ events, withPerson = true }: Props) {
  return (
    <Table
      label="Events"
      rows={events}
      rowKey={(event) => event.id}
      columns={[
        {
          title: 'Event',
          cell: (event) => (
            <details className={classes.event}>
              <summary>
                {event.name} {event.isHistory && <Chip>history</Chip>}
              </summary>
              <Properties value={event.properties} />
            </details>
          ),
        },
        ...(withPerson
          ? [
              {
                title: 'Person',
                cell: ({ contact }: EventSummary) =>
                  contact ? (
                    <Link to={`/people/${contact.id}`}>{contact.name || contact.phone || 'No name'}</Link>
                  ) : (
                    '–'
                  ),
              },
            ]
          : []),
        { title: 'From', cell: (event) => event.source, narrow: true },
        { title: 'Happened', cell: (event) => <Time at={event.occurredAt} />, narrow: true, numeric: true },
      ]}
    />
  );
}
