import { Button, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus } from '@tabler/icons-react';
import type { SendLimits } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { limitsQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { NumberBox } from '../ui/NumberBox.js';
import { Card } from '../ui/Page.js';
import { OvertakenBar } from '../unsaved/OvertakenBar.js';
import { useDraft } from '../unsaved/use-draft.js';
import { useUnsaved } from '../unsaved/use-unsaved.js';
import { Trouble } from '../ui/Trouble.js';
import { LimitFields } from './LimitFields.js';
import classes from './SettingsPage.module.css';

/** How many texts a person may get over all journeys, and how many may leave in a day. */
export function LimitsCard() {
  const limits = useQuery(limitsQuery);
  if (limits.isError && !limits.data)
    return <Trouble error={limits.error} onRetry={() => void limits.refetch()} />;
  return limits.data ? <LimitsForm saved={limits.data} /> : null;
}

function LimitsForm({ saved }: { saved: SendLimits }) {
  const client = useQueryClient();
  const draft = useDraft(saved);
  const { limits, partsPerDay } = draft.value;
  const setLimits = (next: SendLimits['limits']) => draft.set({ ...draft.value, limits: next });
  const setPartsPerDay = (next: number | null) => draft.set({ ...draft.value, partsPerDay: next });
  const save = useMutation({
    mutationFn: (sent: SendLimits) => api.put('/api/settings/limits', sent),
    onSuccess: async (_, sent) => {
      draft.markSaved(sent);
      await client.invalidateQueries({ queryKey: ['limits'] });
      notifications.show({ message: t('Saved. It holds for the next text.') });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not saved'), message: sayError(error) }),
  });
  useUnsaved(!save.isPending && draft.isChanged);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(draft.value);
      }}
    >
      <OvertakenBar draft={draft} isSaving={save.isPending} />
      <Card title={t('At most, for each person')}>
        <p className={classes.hint}>
          {t(
            'Over all journeys, by phone number. What people asked for (service texts, back in stock) is never held, but counts. A text over the limit waits until there is room.',
          )}
        </p>
        {limits.map((limit, index) => (
          // A limit has no identity of its own; its place is what it has.
          <LimitFields
            key={index}
            index={index}
            limit={limit}
            onChange={(next) => setLimits(limits.map((one, at) => (at === index ? next : one)))}
            onRemove={() => setLimits(limits.filter((_, at) => at !== index))}
          />
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
          <NumberBox
            isWhole
            mt="sm"
            w={190}
            label={t('Parts a day')}
            min={1}
            value={partsPerDay}
            onChange={(parts) => parts !== undefined && setPartsPerDay(parts)}
          />
        )}
      </Card>
      <Button type="submit" loading={save.isPending}>
        {t('Save')}
      </Button>
    </form>
  );
}
