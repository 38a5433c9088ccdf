import { Trans } from '@lingui/react';
import { Button, Group, Loader } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Integrations, WebhookSource } from '@signalbox/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Chip } from '../ui/Chip.js';
import { Card, Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { integrationsQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { Address } from './Address.js';
import { Connections } from './Connections.js';
import { DeliveryLog } from './DeliveryLog.js';
import { May } from '../team/May.js';
import classes from './Integrations.module.css';
import { MappingDialog } from './MappingDialog.js';
import { PrivacyRequests } from './PrivacyRequests.js';
import { TopicTable } from './TopicTable.js';

/** Who sends events here, what each topic last said, and how anybody's webhooks are read. */
export function IntegrationsPage() {
  const query = useQuery(integrationsQuery);
  const [edited, setEdited] = useState<WebhookSource | 'new' | null>(null);
  if (query.isError && !query.data)
    return <Trouble isPage error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Page
      title={t('Integrations')}
      lead={t('Where events come from, and what came lately.')}
      actions={
        <May need="manage" hide>
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
            {t('New webhook')}
          </Button>
        </May>
      }
    >
      {query.data ? <Shops data={query.data} onEdit={setEdited} /> : <Loader aria-label={t('Loading')} />}
      {edited && (
        <MappingDialog
          key={edited === 'new' ? 'new' : edited.id}
          source={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </Page>
  );
}

function Shops({ data, onEdit }: { data: Integrations; onEdit: (source: WebhookSource) => void }) {
  const nameOf = (integration: string) =>
    data.sources.find(({ id }) => integration === `in/${id}`)?.name ??
    ({ shopify: 'Shopify', woocommerce: 'WooCommerce' }[integration] || integration);
  return (
    <div className={classes.stack}>
      <div className={classes.cards}>
        <Card title="Shopify" aside={<Configured is={data.shopify.isConfigured} />}>
          <p className={classes.hint}>
            <Trans
              id="Subscribe to the topics that you need and send them here. The secret is <code>SHOPIFY_WEBHOOK_SECRET</code>; two with a comma while you change it."
              components={{ code: <code /> }}
            />
          </p>
          <Address label={t('Address of Shopify’s webhooks')} value={data.shopify.url} />
          <Topics topics={data.shopify.topics} />
        </Card>
        <Card title={t('WooCommerce')} aside={<Configured is={data.woocommerce.isConfigured} />}>
          <p className={classes.hint}>
            <Trans
              id="WooCommerce → Settings → Advanced → Webhooks. The secret is <code>WOOCOMMERCE_WEBHOOK_SECRET</code>."
              components={{ code: <code /> }}
            />
          </p>
          <Address label={t('Address of WooCommerce’s webhooks')} value={data.woocommerce.url} />
          <Topics topics={data.woocommerce.topics} />
        </Card>
        <Card title={t('Event API')}>
          <p className={classes.hint}>
            {t(
              'Any library of Segment’s works unchanged: set its host to this Signalbox and its write key to yours.',
            )}
          </p>
          <Address label={t('Address of the event API')} value={data.eventApi.url} />
        </Card>
        {data.sources.map((source) => (
          <Card key={source.id} title={source.name} aside={t('webhook with a mapping')}>
            <p className={classes.hint}>
              {t('Whoever knows this address may send events. Treat it as a password.')}
            </p>
            <Address label={t('Address of {name}', { name: source.name })} value={source.url} />
            <Group mt="xs">
              <May need="manage" hide>
                <Button variant="default" size="xs" onClick={() => onEdit(source)}>
                  {t('Change how it is read')}
                </Button>
              </May>
            </Group>
          </Card>
        ))}
      </div>
      <Card title={t('Last heard')} aside={t('of each topic')}>
        <TopicTable topics={data.topics} nameOf={nameOf} />
      </Card>
      <DeliveryLog nameOf={nameOf} sources={data.sources} />
      <Connections />
      {data.requests.length > 0 && <PrivacyRequests requests={data.requests} />}
    </div>
  );
}

const Configured = ({ is }: { is: boolean }) =>
  is ? (
    <Chip tone="go">{t('secret set')}</Chip>
  ) : (
    <Chip tone="wait">{t('no secret yet: everything is refused')}</Chip>
  );

const Topics = ({ topics }: { topics: string[] }) => (
  <details className={classes.topics}>
    <summary>{t('{topics} topics are understood', { topics: topics.length })}</summary>
    <p>{topics.join(', ')}</p>
  </details>
);
