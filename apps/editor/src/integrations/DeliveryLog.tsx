import { Button, Group, Loader, Select } from '@mantine/core';
import type { Delivery, WebhookSource } from '@signalbox/api/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deliveriesQuery } from '../api/queries.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { CsvButton } from '../ui/CsvButton.js';
import { Empty } from '../ui/Empty.js';
import { Card } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import classes from './Integrations.module.css';
import { OutcomeChip } from './OutcomeChip.js';

interface Props {
  sources: WebhookSource[];
  nameOf: (integration: string) => string;
}

/** The latest webhooks, live: what each said and what became of it. */
export function DeliveryLog({ sources, nameOf }: Props) {
  const [integration, setIntegration] = useState<string | null>(null);
  const [limit, setLimit] = useState(15);
  const query = useQuery({ ...deliveriesQuery({ integration, limit }), placeholderData: keepPreviousData });
  const options = ['shopify', 'woocommerce', ...sources.map(({ id }) => `in/${id}`)];
  return (
    <Card title={t('Webhooks as they come')} aside={t('kept for 7 days, at most 1,000 of each')}>
      <Group justify="space-between" mb="sm">
        <Select
          aria-label={t('From')}
          placeholder={t('From anywhere')}
          clearable
          w={240}
          data={options.map((value) => ({ value, label: nameOf(value) }))}
          value={integration}
          onChange={setIntegration}
        />
        <CsvButton path="/api/export/webhooks.csv" filter={{ integration }} />
      </Group>
      {query.isPending && <Loader aria-label={t('Loading')} />}
      {query.isError && <Trouble error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && (
        <Empty title={t('Nothing lately')}>{t('Send one, and it shows here within a second.')}</Empty>
      )}
      {query.data && query.data.length > 0 && (
        <Table
          label={t('Webhooks')}
          rows={query.data}
          rowKey={({ id }) => String(id)}
          columns={[
            { title: t('Came'), cell: ({ at }) => <Time at={at} />, narrow: true },
            { title: t('From'), cell: (row) => nameOf(row.integration), narrow: true },
            { title: t('What'), cell: (row) => <Said delivery={row} /> },
            { title: t('Outcome'), cell: ({ outcome }) => <OutcomeChip outcome={outcome} />, narrow: true },
            {
              title: t('Took'),
              cell: ({ tookMs }) => t('{tookMs} ms', { tookMs }),
              narrow: true,
              numeric: true,
            },
          ]}
        />
      )}
      {query.data?.length === limit && limit < 100 && (
        <Button variant="subtle" mt="sm" onClick={() => setLimit(100)}>
          {t('Show more')}
        </Button>
      )}
    </Card>
  );
}

function Said({ delivery }: { delivery: Delivery }) {
  return (
    <details className={classes.said}>
      <summary>
        {delivery.topic || t('without a topic')}
        {delivery.detail && <span> · {said(delivery.detail)}</span>}
      </summary>
      {delivery.payload === '' ? (
        <p className={classes.hint}>
          {t('What it said is not kept, as it was not signed or has been erased.')}
        </p>
      ) : (
        <pre className={classes.payload}>{pretty(delivery.payload)}</pre>
      )}
    </details>
  );
}

/** As text, so that ids beyond 2^53 keep their digits: only small payloads of safe numbers are set out anew. */
function pretty(payload: string): string {
  if (/\d{16,}/.test(payload)) return payload;
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}
