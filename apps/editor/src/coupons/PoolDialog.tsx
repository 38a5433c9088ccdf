import { Alert, Button, Group, Modal, SegmentedControl, Select, TextInput } from '@mantine/core';
import type { CouponPool, CouponPoolSettings } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { connectionsQuery } from '../api/queries.js';
import { MomentField } from '../dates/MomentField.js';
import { calendarDay } from '../format/time.js';
import { t } from '../language/t.js';
import { NumberBox } from '../ui/NumberBox.js';
import { May } from '../team/May.js';
import classes from './CouponsPage.module.css';
import { ShopConnection } from './ShopConnection.js';

const NEW: CouponPoolSettings = {
  kind: 'list',
  pattern: null,
  offer: { kind: 'other' },
  ends: { kind: 'never' },
  connectionId: null,
  lowWater: 50,
};
const PATTERN = 'BACK-{{random 4}}';

interface Props {
  /** `null` for a new one. */
  pool: CouponPool | null;
  onClose: () => void;
  onSaved: (pool: string) => void;
}

/** What the codes of a pool are worth, when they end, and where they come from. */
export function PoolDialog({ pool, onClose, onSaved }: Props) {
  const client = useQueryClient();
  const [name, setName] = useState(pool?.pool ?? '');
  const [settings, setSettings] = useState<CouponPoolSettings>(pool ? settingsOf(pool) : NEW);
  const connections = useQuery(connectionsQuery).data ?? [];
  const shops = connections.filter(({ kind }) => kind === 'shopify' || kind === 'woocommerce');
  const change = (next: Partial<CouponPoolSettings>) => setSettings({ ...settings, ...next });
  const save = useMutation({
    mutationFn: () => api.put(`/api/coupon-pools/${encodeURIComponent(name.trim())}`, settings),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['coupon-pools'] });
      onSaved(name.trim());
      onClose();
    },
  });
  const isGenerated = settings.kind === 'generated';
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={pool ? t('Pool “{pool}”', { pool: pool.pool }) : t('New pool of codes')}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={t('Name')}
          description={t('Steps name the pool by it.')}
          mb="md"
          maxLength={60}
          disabled={pool !== null}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <SegmentedControl
          fullWidth
          mb="md"
          aria-label={t('Where codes come from')}
          disabled={pool !== null}
          value={settings.kind}
          data={[
            { value: 'list', label: t('A list that I upload') },
            { value: 'generated', label: t('Made in the shop') },
          ]}
          onChange={(kind) =>
            kind === 'generated'
              ? change({
                  kind,
                  pattern: settings.pattern ?? PATTERN,
                  offer: settings.offer.kind === 'other' ? { kind: 'percent', percent: 10 } : settings.offer,
                  connectionId: settings.connectionId ?? shops[0]?.id ?? null,
                })
              : change({ kind: 'list' })
          }
        />
        {isGenerated && (
          <>
            {shops.length > 0 && (
              <Select
                label={t('Shop')}
                mb="md"
                allowDeselect={false}
                data={shops.map(({ id, name: shop }) => ({ value: id, label: shop }))}
                value={settings.connectionId}
                onChange={(connectionId) => change({ connectionId })}
              />
            )}
            {shops.length === 0 && (
              <ShopConnection onConnected={(connectionId) => change({ connectionId })} />
            )}
            <TextInput
              label={t('Pattern')}
              description={t('{random}: letters and digits that nobody confuses; {name}: the first name.', {
                random: '{{random 4}}',
                name: '{{name}}',
              })}
              mb="md"
              value={settings.pattern ?? ''}
              onChange={(event) => change({ pattern: event.currentTarget.value })}
            />
          </>
        )}
        <Offer settings={settings} onChange={change} />
        <End settings={settings} onChange={change} />
        {!isGenerated && (
          <NumberBox
            isWhole
            label={t('Tell me when this few are left')}
            w={240}
            min={0}
            value={settings.lowWater}
            onChange={(lowWater) => lowWater !== undefined && change({ lowWater })}
          />
        )}
        {!isGenerated && !pool && (
          <p className={classes.hint} style={{ marginTop: 12 }}>
            {t('Next you upload the codes, one a line, as your shop exports them.')}
          </p>
        )}
        {save.error && (
          <Alert mt="md" color="red" title={t('Not saved')}>
            {sayError(save.error)}
          </Alert>
        )}
        <Group mt="lg" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <May need="change">
            <Button type="submit" disabled={name.trim() === ''} loading={save.isPending}>
              {t('Save')}
            </Button>
          </May>
        </Group>
      </form>
    </Modal>
  );
}

interface PartProps {
  settings: CouponPoolSettings;
  onChange: (next: Partial<CouponPoolSettings>) => void;
}

function Offer({ settings: { kind, offer }, onChange }: PartProps) {
  const offers: Record<CouponPoolSettings['offer']['kind'], CouponPoolSettings['offer']> = {
    percent: { kind: 'percent', percent: 10 },
    amount: { kind: 'amount', amount: 50, currency: 'DKK' },
    'free-shipping': { kind: 'free-shipping' },
    other: { kind: 'other' },
  };
  return (
    <Group mb="md" align="end">
      <Select
        label={t('Worth')}
        w={200}
        allowDeselect={false}
        data={[
          { value: 'percent', label: t('Percent off') },
          { value: 'amount', label: t('An amount off') },
          { value: 'free-shipping', label: t('Free shipping') },
          ...(kind === 'list' ? [{ value: 'other', label: t('As the shop says') }] : []),
        ]}
        value={offer.kind}
        onChange={(next) => next && onChange({ offer: offers[next as keyof typeof offers] })}
      />
      {offer.kind === 'percent' && (
        <NumberBox
          label={t('Percent')}
          w={110}
          min={1}
          max={100}
          value={offer.percent}
          onChange={(percent) => percent !== undefined && onChange({ offer: { ...offer, percent } })}
        />
      )}
      {offer.kind === 'amount' && (
        <>
          <NumberBox
            label={t('Amount')}
            w={110}
            min={0.01}
            decimalScale={2}
            value={offer.amount}
            onChange={(amount) => amount !== undefined && onChange({ offer: { ...offer, amount } })}
          />
          <TextInput
            label={t('Currency')}
            w={110}
            maxLength={3}
            value={offer.currency}
            onChange={(event) =>
              onChange({ offer: { ...offer, currency: event.currentTarget.value.toUpperCase() } })
            }
          />
        </>
      )}
    </Group>
  );
}

function End({ settings: { ends }, onChange }: PartProps) {
  const all: Record<CouponPoolSettings['ends']['kind'], CouponPoolSettings['ends']> = {
    never: { kind: 'never' },
    days: { kind: 'days', days: 7 },
    at: { kind: 'at', at: `${calendarDay(Date.now() + 7 * 86_400_000)}T23:59` },
  };
  return (
    <Group mb="md" align="start">
      <Select
        label={t('Ends')}
        w={200}
        allowDeselect={false}
        data={[
          { value: 'never', label: t('Never') },
          { value: 'days', label: t('Days after it is given') },
          { value: 'at', label: t('At a time') },
        ]}
        value={ends.kind}
        onChange={(next) => next && onChange({ ends: all[next as keyof typeof all] })}
      />
      {ends.kind === 'days' && (
        <NumberBox
          isWhole
          label={t('Days')}
          description={t('Good until 23:59 of that day')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          w={200}
          min={1}
          max={365}
          value={ends.days}
          onChange={(days) => days !== undefined && onChange({ ends: { kind: 'days', days } })}
        />
      )}
      {ends.kind === 'at' && (
        <MomentField
          label={t('Ends at')}
          w={240}
          clock="23:59"
          isRequired
          value={ends.at}
          onChange={(at) => at !== '' && onChange({ ends: { kind: 'at', at } })}
        />
      )}
    </Group>
  );
}

const settingsOf = ({
  kind,
  pattern,
  offer,
  ends,
  connectionId,
  lowWater,
}: CouponPool): CouponPoolSettings => ({
  kind,
  pattern,
  offer,
  ends,
  connectionId,
  lowWater,
});
