import type { PrivacyRequest } from '@signalbox/api/contract';
import { Chip } from '../ui/Chip.js';
import { Card } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';

const WORDS = {
  access: 'A copy of what is held about a person',
  erase: 'Erase a person',
  'erase-shop': 'Erase everybody of a shop',
};

/** What privacy law asked for through a shop, and whether it is done. */
export const PrivacyRequests = ({ requests }: { requests: PrivacyRequest[] }) => (
  <Card title="Privacy requests" aside="copies are kept for 30 days">
    <Table
      label="Privacy requests"
      rows={requests}
      rowKey={({ id }) => id}
      columns={[
        { title: 'Asked', cell: ({ askedAt }) => <Time at={askedAt} />, narrow: true },
        { title: 'What', cell: ({ kind }) => WORDS[kind] },
        { title: 'Shop', cell: ({ shop }) => shop, narrow: true },
        { title: 'People', cell: ({ people }) => people, narrow: true, numeric: true },
        {
          title: 'State',
          narrow: true,
          cell: ({ id, doneAt, hasAnswer }) =>
            hasAnswer ? (
              <a href={`/api/privacy-requests/${id}/answer`}>Download the copy</a>
            ) : doneAt ? (
              <Chip tone="go">done</Chip>
            ) : (
              <Chip>under way</Chip>
            ),
        },
      ]}
    />
  </Card>
);
