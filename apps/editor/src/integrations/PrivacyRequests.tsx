import type { PrivacyRequest } from '@signalbox/api/contract';
import { t } from '../language/t.js';
import { useMay } from '../team/roles.js';
import { Chip } from '../ui/Chip.js';
import { Card } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';

const WORDS = {
  access: t('A copy of what is held about a person'),
  erase: t('Erase a person'),
  'erase-shop': t('Erase everybody of a shop'),
};

/** What privacy law asked for through a shop, and whether it is done. */
export function PrivacyRequests({ requests }: { requests: PrivacyRequest[] }) {
  const mayExport = useMay('export');
  return (
    <Card title={t('Privacy requests')} aside={t('copies are kept for 30 days')}>
      <Table
        label={t('Privacy requests')}
        rows={requests}
        rowKey={({ id }) => id}
        columns={[
          { title: t('Asked'), cell: ({ askedAt }) => <Time at={askedAt} />, narrow: true },
          { title: t('What'), cell: ({ kind }) => WORDS[kind] },
          { title: t('Shop'), cell: ({ shop }) => shop, narrow: true },
          { title: t('People'), cell: ({ people }) => people, narrow: true, numeric: true },
          {
            title: t('State'),
            narrow: true,
            cell: ({ id, doneAt, hasAnswer }) =>
              hasAnswer && mayExport ? (
                <a href={`/api/privacy-requests/${id}/answer`}>{t('Download the copy')}</a>
              ) : doneAt ? (
                <Chip tone="go">{t('done')}</Chip>
              ) : (
                <Chip>{t('under way')}</Chip>
              ),
          },
        ]}
      />
    </Card>
  );
}
