import { Group, Select, Switch, TextInput } from '@mantine/core';
import type { LoyaltySettings } from '@signalbox/api/contract';
import { useQuery } from '@tanstack/react-query';
import { connectionsQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { NumberBox } from '../ui/NumberBox.js';
import { Card } from '../ui/Page.js';
import classes from './Loyalty.module.css';

type Ask = NonNullable<LoyaltySettings['ask']>;

interface BalanceAskProps {
  ask: Ask | undefined;
  onChange: (ask: Ask | undefined) => void;
}

const EMPTY: Ask = { url: 'members/{phone}', balancePath: 'points', freshMinutes: 5 };

/** Where the shop's own programme is asked for a balance as a text is about to leave. */
export function BalanceAsk({ ask, onChange }: BalanceAskProps) {
  const connections = useQuery({ ...connectionsQuery, enabled: ask !== undefined });
  const change = (next: Partial<Ask>) => onChange({ ...(ask ?? EMPTY), ...next });
  return (
    <Card title={t('The balance in a text')}>
      <p className={classes.hint}>
        {t(
          'A text that says the balance or the tier says what was last told. Where your programme can be asked, it says what holds as the text leaves: while there is no answer the text waits, and the reason is shown.',
        )}
      </p>
      <Switch
        label={t('Ask the programme')}
        checked={ask !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? EMPTY : undefined)}
      />
      {ask && (
        <div className={classes.ask}>
          <Select
            label={t('Connection')}
            description={t('With its secret headers. Connections are made where a step asks a service.')}
            placeholder={t('None: a public address')}
            clearable
            data={(connections.data ?? []).map(({ id, name, baseUrl }) => ({
              value: id,
              label: `${name} (${baseUrl})`,
            }))}
            value={ask.connectionId ?? null}
            onChange={(connectionId) => change({ connectionId: connectionId ?? undefined })}
          />
          <TextInput
            label={t('Address')}
            description={t('Below the connection’s address, or whole. {names} are the person’s.', {
              names: '{phone}, {email}, {user_id}, {id}',
            })}
            required
            value={ask.url}
            onChange={(event) => change({ url: event.currentTarget.value })}
          />
          <Group align="end" grow>
            <TextInput
              label={t('Balance in the answer')}
              description={t('Such as data.points')}
              required
              value={ask.balancePath}
              onChange={(event) => change({ balancePath: event.currentTarget.value })}
            />
            <TextInput
              label={t('Tier in the answer')}
              description={t('Empty: it tells none')}
              value={ask.tierPath ?? ''}
              onChange={(event) => change({ tierPath: event.currentTarget.value || undefined })}
            />
            <NumberBox
              isWhole
              label={t('Good for, minutes')}
              description={t('Not asked again within')}
              min={0}
              max={1_440}
              value={ask.freshMinutes}
              onChange={(value) => value !== undefined && change({ freshMinutes: value })}
            />
          </Group>
        </div>
      )}
    </Card>
  );
}
