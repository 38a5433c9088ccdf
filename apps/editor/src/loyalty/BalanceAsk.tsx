import { Group, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import type { LoyaltySettings } from '@signalbox/api/contract';
import { useQuery } from '@tanstack/react-query';
import { connectionsQuery } from '../api/queries.js';
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
    <Card title="The balance in a text">
      <p className={classes.hint}>
        A text that says <code>{'{{ contact.points_balance }}'}</code> or the tier says what was last told.
        Where your programme can be asked, it says what holds as the text leaves: while there is no answer the
        text waits, and the reason is shown.
      </p>
      <Switch
        label="Ask the programme"
        checked={ask !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? EMPTY : undefined)}
      />
      {ask && (
        <div className={classes.ask}>
          <Select
            label="Connection"
            description="With its secret headers. Connections are made where a step asks a service."
            placeholder="None: a public address"
            clearable
            data={(connections.data ?? []).map(({ id, name, baseUrl }) => ({
              value: id,
              label: `${name} (${baseUrl})`,
            }))}
            value={ask.connectionId ?? null}
            onChange={(connectionId) => change({ connectionId: connectionId ?? undefined })}
          />
          <TextInput
            label="Address"
            description="Below the connection’s address, or whole. {phone}, {email}, {user_id} and {id} are the person’s."
            required
            value={ask.url}
            onChange={(event) => change({ url: event.currentTarget.value })}
          />
          <Group align="end" grow>
            <TextInput
              label="Balance in the answer"
              description="Such as data.points"
              required
              value={ask.balancePath}
              onChange={(event) => change({ balancePath: event.currentTarget.value })}
            />
            <TextInput
              label="Tier in the answer"
              description="Empty: it tells none"
              value={ask.tierPath ?? ''}
              onChange={(event) => change({ tierPath: event.currentTarget.value || undefined })}
            />
            <NumberInput
              label="Good for, minutes"
              description="Not asked again within"
              min={0}
              max={1_440}
              value={ask.freshMinutes}
              onChange={(value) => typeof value === 'number' && change({ freshMinutes: value })}
            />
          </Group>
        </div>
      )}
    </Card>
  );
}
