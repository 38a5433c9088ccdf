import { Button, Group, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { SelfStopSetting } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { selfStopQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { NumberBox } from '../ui/NumberBox.js';
import { Asked } from '../ui/Asked.js';
import { Card } from '../ui/Page.js';
import { OvertakenBar } from '../unsaved/OvertakenBar.js';
import { useDraft } from '../unsaved/use-draft.js';
import { useUnsaved } from '../unsaved/use-unsaved.js';
import classes from './SettingsPage.module.css';

/** When a journey stops itself, because people turn away from it. */
export function SelfStopCard() {
  const rule = useQuery(selfStopQuery);
  return (
    <Asked title={t('Journeys that stop themselves')} query={rule}>
      {(saved) => <Form saved={saved} />}
    </Asked>
  );
}

function Form({ saved }: { saved: SelfStopSetting }) {
  const client = useQueryClient();
  const draft = useDraft(saved);
  const { value: rule, set } = draft;
  const save = useMutation({
    mutationFn: (sent: SelfStopSetting) => api.put('/api/settings/self-stop', sent),
    onSuccess: async (_, sent) => {
      draft.markSaved(sent);
      await client.invalidateQueries({ queryKey: ['self-stop'] });
      notifications.show({ message: t('Saved. It is looked at every quarter of an hour.') });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not saved'), message: sayError(error) }),
  });
  useUnsaved(!save.isPending && draft.isChanged);
  const number = (label: string, field: 'percent' | 'people' | 'days', max: number) => (
    <NumberBox
      label={label}
      w={130}
      min={1}
      max={max}
      isWhole={field !== 'percent'}
      disabled={!rule.isOn}
      value={rule[field]}
      onChange={(next) => next !== undefined && set({ ...rule, [field]: next })}
    />
  );
  return (
    <Card title={t('Journeys that stop themselves')}>
      <OvertakenBar draft={draft} isSaving={save.isPending} />
      <p className={classes.hint}>
        {t(
          'A journey pauses when so many of the people it texted turn away: they opt out, or you mark their reply as not welcome. Home says so, and you decide whether it goes on.',
        )}
      </p>
      <Switch
        mb="sm"
        label={t('Stop such journeys')}
        checked={rule.isOn}
        onChange={(event) => set({ ...rule, isOn: event.currentTarget.checked })}
      />
      <Group align="end">
        {number(t('Percent'), 'percent', 100)}
        {number(t('Of at least people'), 'people', 1_000_000)}
        {number(t('In days'), 'days', 90)}
        <Button variant="default" loading={save.isPending} onClick={() => save.mutate(rule)}>
          {t('Save rule')}
        </Button>
      </Group>
    </Card>
  );
}
