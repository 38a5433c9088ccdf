import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Urgency } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { urgencyQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { NumberBox } from '../ui/NumberBox.js';
import { Asked } from '../ui/Asked.js';
import { Card } from '../ui/Page.js';
import { OvertakenBar } from '../unsaved/OvertakenBar.js';
import { useDraft } from '../unsaved/use-draft.js';
import { useUnsaved } from '../unsaved/use-unsaved.js';
import classes from './SettingsPage.module.css';

/** How often a person may be pressed for time. */
export function UrgencyCard() {
  const urgency = useQuery(urgencyQuery);
  return (
    <Asked title={t('Texts that press for time')} query={urgency}>
      {(saved) => <Form saved={saved} />}
    </Asked>
  );
}

function Form({ saved }: { saved: Urgency }) {
  const client = useQueryClient();
  const draft = useDraft(saved);
  const { value: allowance, set } = draft;
  const save = useMutation({
    mutationFn: (sent: Urgency) => api.put('/api/settings/urgency', sent),
    onSuccess: async (_, sent) => {
      draft.markSaved(sent);
      await client.invalidateQueries({ queryKey: ['urgency'] });
      notifications.show({ message: t('Saved. It holds for the next text.') });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not saved'), message: sayError(error) }),
  });
  useUnsaved(!save.isPending && draft.isChanged);
  return (
    <Card title={t('Texts that press for time')}>
      <OvertakenBar draft={draft} isSaving={save.isPending} />
      <p className={classes.hint}>
        {t(
          '“Ends tonight” is believed when it is rare. A text with an end time draws on this allowance of each person; once it is used up, the text is not sent.',
        )}
      </p>
      <Group align="end">
        <NumberBox
          isWhole
          label={t('Texts')}
          w={110}
          min={0}
          max={100}
          value={allowance.count}
          onChange={(next) => next !== undefined && set({ ...allowance, count: next })}
        />
        <NumberBox
          isWhole
          label={t('In days')}
          w={110}
          min={1}
          max={31}
          value={allowance.days}
          onChange={(next) => next !== undefined && set({ ...allowance, days: next })}
        />
        <Button variant="default" loading={save.isPending} onClick={() => save.mutate(allowance)}>
          {t('Save allowance')}
        </Button>
      </Group>
    </Card>
  );
}
