import { ActionIcon, Button, Group, Loader, Radio, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { LoyaltySettings } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { loyaltyQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { NumberBox } from '../ui/NumberBox.js';
import { OvertakenBar } from '../unsaved/OvertakenBar.js';
import { useDraft } from '../unsaved/use-draft.js';
import { useUnsaved } from '../unsaved/use-unsaved.js';
import { Card, Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { BalanceAsk } from './BalanceAsk.js';
import { ChangesCard } from '../team/ChangesCard.js';
import { May } from '../team/May.js';
import classes from './Loyalty.module.css';

/** Points and tiers: none, the shop's own programme, or ours. */
export function LoyaltyPage() {
  const query = useQuery(loyaltyQuery);
  if (query.isError && !query.data)
    return <Trouble isPage error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Page title={t('Loyalty')} lead={t('How people earn points and rise from tier to tier.')}>
      {query.data ? <ProgrammeForm saved={query.data} /> : <Loader aria-label={t('Loading')} />}
      <div className={classes.changes}>
        <ChangesCard below="/api/settings/loyalty" />
      </div>
    </Page>
  );
}

function ProgrammeForm({ saved }: { saved: LoyaltySettings }) {
  const client = useQueryClient();
  const draft = useDraft(saved);
  const form = draft.value;
  const change = (next: Partial<LoyaltySettings>) => draft.set({ ...form, ...next });
  const save = useMutation({
    mutationFn: (sent: LoyaltySettings) => api.put('/api/settings/loyalty', sent),
    onSuccess: async (_, sent) => {
      draft.markSaved(sent);
      await client.invalidateQueries({ queryKey: ['loyalty'] });
      notifications.show({ message: t('Saved. It holds from the next order on.') });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not saved'), message: sayError(error) }),
  });
  useUnsaved(!save.isPending && draft.isChanged);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(form);
      }}
    >
      <OvertakenBar draft={draft} isSaving={save.isPending} />
      <Card title={t('Programme')}>
        <Radio.Group
          aria-label={t('Programme')}
          value={form.kind}
          onChange={(kind) => change({ kind: kind as LoyaltySettings['kind'] })}
        >
          <div className={classes.choices}>
            <Radio value="none" label={t('None')} description={t('Nobody has points here.')} />
            <Radio
              value="theirs"
              label={t('The shop’s own')}
              description={t(
                'It tells balances and tiers by the events Points Changed and Tier Changed, through Segment’s API or a webhook with a mapping.',
              )}
            />
            <Radio
              value="ours"
              label={t('A simple one here')}
              description={t('Points for each order, tiers by what was spent.')}
            />
          </div>
        </Radio.Group>
      </Card>
      {form.kind === 'theirs' && <BalanceAsk ask={form.ask} onChange={(ask) => change({ ask })} />}
      {form.kind === 'ours' && <OurProgramme form={form} change={change} />}
      <Group>
        <May need="manage">
          <Button type="submit" loading={save.isPending}>
            {t('Save')}
          </Button>
        </May>
      </Group>
    </form>
  );
}

interface Part {
  form: LoyaltySettings;
  change: (next: Partial<LoyaltySettings>) => void;
}

function OurProgramme({ form, change }: Part) {
  const unit = form.tierBy === 'spend' ? form.currency : t('points');
  return (
    <>
      <Card title={t('Points')}>
        <p className={classes.hint}>
          {t(
            'An order of 100 {currency} earns {points} points. A refund or a cancellation takes them back.',
            { currency: form.currency, points: Math.floor(Number((100 * form.pointsPerUnit).toFixed(6))) },
          )}
        </p>
        <Group align="end">
          <NumberBox
            label={t('Points for each {currency}', { currency: form.currency || t('unit') })}
            min={0}
            decimalScale={4}
            value={form.pointsPerUnit}
            onChange={(value) => value !== undefined && change({ pointsPerUnit: value })}
          />
          <TextInput
            label={t('Currency')}
            w={100}
            maxLength={3}
            value={form.currency}
            onChange={(e) => change({ currency: e.currentTarget.value.toUpperCase() })}
          />
          <NumberBox
            isWhole
            label={t('Expire after days')}
            description={t('Empty: never')}
            min={1}
            value={form.expiryDays}
            onChange={(expiryDays) => change({ expiryDays })}
          />
          <NumberBox
            isWhole
            label={t('Points on a birthday')}
            description={t('From the attribute birthday')}
            min={1}
            value={form.birthday?.points}
            onChange={(value) =>
              change({
                birthday:
                  value !== undefined
                    ? { attribute: form.birthday?.attribute ?? 'birthday', points: value }
                    : undefined,
              })
            }
          />
        </Group>
      </Card>
      <Card title={t('Tiers')}>
        <Group align="end" mb="sm">
          <Select
            label={t('By what')}
            allowDeselect={false}
            data={[
              { value: 'spend', label: t('what they spent') },
              { value: 'points', label: t('points they earned') },
            ]}
            value={form.tierBy}
            onChange={(value) => value && change({ tierBy: value as LoyaltySettings['tierBy'] })}
          />
          <NumberBox
            isWhole
            label={t('In the last days')}
            description={t('Empty: ever')}
            min={1}
            value={form.tierDays}
            onChange={(tierDays) => change({ tierDays })}
          />
        </Group>
        <Rows
          what={t('tier')}
          unit={unit}
          rows={form.tiers.map((tier) => ({ name: tier.name, value: tier.from }))}
          onChange={(rows) => change({ tiers: rows.map(({ name, value }) => ({ name, from: value })) })}
        />
      </Card>
      <Card title={t('Rewards')}>
        <p className={classes.hint}>
          {t('Who reaches a reward’s points gets the event Reward Ready, which can start a journey.')}{' '}
          {t('The event Reward Redeemed takes its points.')}
        </p>
        <Rows
          what={t('reward')}
          unit={t('points')}
          rows={form.rewards.map((reward) => ({ name: reward.name, value: reward.points }))}
          onChange={(rows) => change({ rewards: rows.map(({ name, value }) => ({ name, points: value })) })}
        />
      </Card>
    </>
  );
}

interface Row {
  name: string;
  value: number;
}

function Rows({
  what,
  unit,
  rows,
  onChange,
}: {
  what: string;
  unit: string;
  rows: Row[];
  onChange: (rows: Row[]) => void;
}) {
  const put = (index: number, next: Partial<Row>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...next } : row)));
  return (
    <>
      {rows.map((row, index) => (
        <Group key={index} align="end" mb="xs" role="group" aria-label={`${what} ${index + 1}`}>
          <TextInput
            label={t('Name')}
            required
            value={row.name}
            onChange={(e) => put(index, { name: e.currentTarget.value })}
          />
          <NumberBox
            isWhole
            label={t('From {unit}', { unit })}
            min={0}
            value={row.value}
            onChange={(value) => value !== undefined && put(index, { value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('Remove {what} {index}', { what, index: index + 1 })}
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        leftSection={<IconPlus size={16} />}
        onClick={() => onChange([...rows, { name: '', value: (rows.at(-1)?.value ?? 0) + 100 }])}
      >
        {t('Add a {what}', { what })}
      </Button>
    </>
  );
}
