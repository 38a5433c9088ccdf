import type { WebhookTopic } from '@signalbox/api/contract';
import { formatCount } from '../format/number.js';
import { Empty } from '../ui/Empty.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { OutcomeChip } from './OutcomeChip.js';

export function TopicTable({
  topics,
  nameOf,
}: {
  topics: WebhookTopic[];
  nameOf: (integration: string) => string;
}) {
  if (topics.length === 0)
    return (
      <Empty title="No webhook has come in yet">
        Once a shop sends one, each topic shows here with when it was last heard of.
      </Empty>
    );
  return (
    <Table
      label="Last webhook of each topic"
      rows={topics}
      rowKey={({ integration, topic }) => `${integration}/${topic}`}
      columns={[
        { title: 'From', cell: ({ integration }) => nameOf(integration), narrow: true },
        { title: 'Topic', cell: ({ topic }) => topic },
        { title: 'Last time', cell: ({ outcome }) => <OutcomeChip outcome={outcome} />, narrow: true },
        { title: 'Taken', cell: ({ taken }) => formatCount(taken), narrow: true, numeric: true },
        { title: 'Refused', cell: ({ refused }) => formatCount(refused), narrow: true, numeric: true },
        { title: 'Heard', cell: ({ lastAt }) => <Time at={lastAt} />, narrow: true, numeric: true },
      ]}
    />
  );
}
