import { ActionIcon, Button, Group, NumberInput, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { SendLimits } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { limitsQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { Card } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import classes from './SettingsPage.module.css';

/** How many texts a person may get over all journeys, and how many may leave in a day. */
export function LimitsCard() {
  const limits = useQuery(limitsQuery);
  if (limits.isError && !limits.data)
    return <Trouble error={limits.error} onRetry={() => void limits.refetch()} />;
  // Read again is not changed: what is being typed stays unless somebody else saved something.
  return limits.data ? <LimitsForm key={JSON.stringify(limits.data)} saved={limits.data} /> : null;
}

function LimitsForm({ saved }: { saved: SendLimits }) {
  const client = useQueryClient();
  const [limits, setLimits] = useState(saved.limits);
  const [partsPerDay, setPartsPerDay] = useState(saved.partsPerDay);
  const save = useMutation({
    mutationFn: () => api.put('/api/settings/limits', { limits, partsPerDay }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['limits'] });
      notifications.show({ message: t('Saved. It holds for the next text.') });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not saved'), message: sayError(error) }),
  });
  const change = (index: number, next: Partial<SendLimits['limits'][number]>) =>
    setLimits(limits.map((limit, at) => (at === index ? { ...limit, ...next } : limit)));
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Card title={t('At most, for each person')}>
        <p className={classes.hint}>
          {t(
            'Over all journeys, by phone number. What people asked for (service texts, back in stock) is never held, but counts. A text over the limit waits until there is room.',
          )}
        </p>
        {limits.map((limit, index) => (
          // A limit has no identity of its own; its place is what it has.
          <Group
            key={index}
            align="end"
            mb="sm"
            role="group"
            aria-label={t('Limit {index}', { index: index + 1 })}
          >
            <NumberInput
              label={t('Texts')}
              w={110}
              min={1}
              value={limit.count}
              onChange={(count) => typeof count === 'number' && change(index, { count })}
            />
            <NumberInput
              label={t('In hours')}
              w={110}
              min={1}
              max={744}
              value={limit.hours}
              onChange={(hours) => typeof hours === 'number' && change(index, { hours })}
            />
            <NumberInput
              label={t('Kept for important ones')}
              w={190}
              min={0}
              value={limit.reserved ?? 0}
              onChange={(reserved) => typeof reserved === 'number' && change(index, { reserved })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('Remove limit {index}', { index: index + 1 })}
              onClick={() => setLimits(limits.filter((_, at) => at !== index))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          onClick={() => setLimits([...limits, { count: 1, hours: 24 }])}
        >
          {t('Add limit')}
        </Button>
      </Card>
      <Card title={t('A fuse for the day')}>
        <Switch
          label={t('Stop at a number of parts')}
          description={t('Everybody’s texts together; what would go over it waits for tomorrow.')}
          checked={partsPerDay !== null}
          onChange={(event) => setPartsPerDay(event.currentTarget.checked ? 1_000 : null)}
        />
        {partsPerDay !== null && (
          <NumberInput
            mt="sm"
            w={190}
            label={t('Parts a day')}
            min={1}
            value={partsPerDay}
            onChange={(parts) => typeof parts === 'number' && setPartsPerDay(parts)}
          />
        )}
      </Card>
      <Button type="submit" loading={save.isPending}>
        {t('Save')}
      </Button>
    </form>
  );
}
