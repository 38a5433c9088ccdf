import { Alert, Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import type { Connection } from '@signalbox/api/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import { May } from '../team/May.js';
import classes from './CouponsPage.module.css';

const SHOPIFY_VERSION = '2026-10';

/** Connects a shop, so that codes can be made in it. What is secret goes in and never comes out. */
export function ShopConnection({ onConnected }: { onConnected: (id: string) => void }) {
  const client = useQueryClient();
  const [kind, setKind] = useState<'shopify' | 'woocommerce'>('shopify');
  const [address, setAddress] = useState('');
  const [token, setToken] = useState('');
  const [consumerSecret, setConsumerSecret] = useState('');
  const host = address.trim().replace(/\/+$/, '');
  const root = /^https?:\/\//.test(host) ? host : `https://${host}`;
  const connect = useMutation({
    mutationFn: () =>
      api.post<Connection>('/api/connections', {
        kind,
        name: host.replace(/^https?:\/\//, ''),
        ...(kind === 'shopify'
          ? {
              baseUrl: `${root}/admin/api/${SHOPIFY_VERSION}`,
              headers: { 'X-Shopify-Access-Token': token.trim() },
            }
          : {
              baseUrl: `${root}/wp-json/wc/v3`,
              headers: { Authorization: `Basic ${btoa(`${token.trim()}:${consumerSecret.trim()}`)}` },
            }),
      }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['connections'] });
      onConnected(id);
    },
  });
  return (
    <fieldset style={{ margin: '0 0 16px', borderRadius: 8, border: '1px solid var(--line)', padding: 16 }}>
      <legend>{t('Connect your shop')}</legend>
      <p className={classes.hint}>
        {kind === 'shopify'
          ? t('A custom app of your shop, with the scope write_discounts, has an Admin API access token.')
          : t('A REST API key with read and write access, from WooCommerce → Settings → Advanced.')}
      </p>
      <SegmentedControl
        mb="sm"
        aria-label={t('Kind of shop')}
        value={kind}
        data={[
          { value: 'shopify', label: 'Shopify' },
          { value: 'woocommerce', label: 'WooCommerce' },
        ]}
        onChange={(next) => setKind(next as typeof kind)}
      />
      <TextInput
        label={t('Address')}
        mb="sm"
        placeholder={kind === 'shopify' ? 'acme.myshopify.com' : 'acme.example'}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <PasswordInput
        label={kind === 'shopify' ? t('Access token') : t('Consumer key')}
        mb="sm"
        value={token}
        onChange={(event) => setToken(event.currentTarget.value)}
      />
      {kind === 'woocommerce' && (
        <PasswordInput
          label={t('Consumer secret')}
          mb="sm"
          value={consumerSecret}
          onChange={(event) => setConsumerSecret(event.currentTarget.value)}
        />
      )}
      {connect.error && (
        <Alert mb="sm" color="red" title={t('Not connected')}>
          {sayError(connect.error)}
        </Alert>
      )}
      <May need="manage">
        <Button
          variant="default"
          loading={connect.isPending}
          disabled={host === '' || token.trim() === ''}
          onClick={() => connect.mutate()}
        >
          {t('Connect')}
        </Button>
      </May>
    </fieldset>
  );
}
