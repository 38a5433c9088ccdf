import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { WaitlistSettings } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { waitlistSettingsQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { Asked } from '../ui/Asked.js';
import { Card } from '../ui/Page.js';
import { OvertakenBar } from '../unsaved/OvertakenBar.js';
import { useDraft } from '../unsaved/use-draft.js';
import { useUnsaved } from '../unsaved/use-unsaved.js';
import { RoundFields } from './RoundFields.js';
import { May } from '../team/May.js';
import classes from './Waitlists.module.css';

/** How the rounds go, for every product that has no settings of its own. */
export function RoundSettings() {
  const settings = useQuery(waitlistSettingsQuery);
  return (
    <Asked title={t('Rounds')} query={settings}>
      {(saved) => <Form saved={saved} />}
    </Asked>
  );
}

function Form({ saved }: { saved: WaitlistSettings }) {
  const client = useQueryClient();
  const draft = useDraft(saved);
  const save = useMutation({
    mutationFn: (sent: WaitlistSettings) => api.put('/api/settings/waitlist', sent),
    onSuccess: async (_, sent) => {
      draft.markSaved(sent);
      await client.invalidateQueries({ queryKey: ['waitlist-settings'] });
      notifications.show({ message: t('Saved. It holds from the next round on.') });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not saved'), message: sayError(error) }),
  });
  useUnsaved(!save.isPending && draft.isChanged);
  return (
    <Card title={t('Rounds')}>
      <p className={classes.hint}>
        {t(
          'When the stock has stood still, as many are told as there are pieces, the highest tier and the oldest ask first. A piece is held until the next round for whoever was told. Then it is counted again.',
        )}
      </p>
      <OvertakenBar draft={draft} isSaving={save.isPending} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(draft.value);
        }}
      >
        <RoundFields value={draft.value} onChange={draft.set} />
        <May need="manage">
          <Button type="submit" loading={save.isPending}>
            {t('Save')}
          </Button>
        </May>
      </form>
    </Card>
  );
}
