import type { WebhookTopic } from '@signalbox/api/contract';
import { formatCount } from '../format/number.js';
import { t } from '../language/t.js';
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
      <Empty title={t('No webhook has come in yet')}>
        {t('Once a shop sends one, each topic shows here with when it was last heard of.')}
      </Empty>
    );
  return (
    <Table
      label={t('Last webhook of each topic')}
      rows={topics}
      rowKey={({ integration, topic }) => `${integration}/${topic}`}
      columns={[
        { title: t('From'), cell: ({ integration }) => nameOf(integration), narrow: true },
        { title: t('Topic'), cell: ({ topic }) => topic },
        { title: t('Last time'), cell: ({ outcome }) => <OutcomeChip outcome={outcome} />, narrow: true },
        { title: t('Taken'), cell: ({ taken }) => formatCount(taken), narrow: true, numeric: true },
        { title: t('Refused'), cell: ({ refused }) => formatCount(refused), narrow: true, numeric: true },
        { title: t('Heard'), cell: ({ lastAt }) => <Time at={lastAt} />, narrow: true, numeric: true },
      ]}
    />
  );
}
