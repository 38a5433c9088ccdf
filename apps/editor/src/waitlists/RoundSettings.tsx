import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { WaitlistSettings } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { waitlistSettingsQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { Asked } from '../ui/Asked.js';
import { Card } from '../ui/Page.js';
import { differs, useUnsaved } from '../unsaved/use-unsaved.js';
import { RoundFields } from './RoundFields.js';
import { May } from '../team/May.js';
import classes from './Waitlists.module.css';

/** How the rounds go, for every product that has no settings of its own. */
export function RoundSettings() {
  const settings = useQuery(waitlistSettingsQuery);
  return (
    <Asked title={t('Rounds')} query={settings}>
      {(saved) => <Form key={JSON.stringify(saved)} saved={saved} />}
    </Asked>
  );
}

function Form({ saved }: { saved: WaitlistSettings }) {
  const client = useQueryClient();
  const [form, setForm] = useState(saved);
  const save = useMutation({
    mutationFn: () => api.put('/api/settings/waitlist', form),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['waitlist-settings'] });
      notifications.show({ message: t('Saved. It holds from the next round on.') });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not saved'), message: sayError(error) }),
  });
  useUnsaved(!save.isPending && differs(form, saved));
  return (
    <Card title={t('Rounds')}>
      <p className={classes.hint}>
        {t(
          'When the stock has stood still, as many are told as there are pieces, the highest tier and the oldest ask first. A piece is held until the next round for whoever was told. Then it is counted again.',
        )}
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <RoundFields value={form} onChange={setForm} />
        <May need="manage">
          <Button type="submit" loading={save.isPending}>
            {t('Save')}
          </Button>
        </May>
      </form>
    </Card>
  );
}
