import { Button, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Waitlist, WaitlistSettings } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
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

/** How the rounds of one product go: as everybody's, or by settings of its own. */
export function LineSettings({ line }: { line: Waitlist }) {
  const general = useQuery(waitlistSettingsQuery);
  return (
    <Asked title={t('Rounds of this product')} query={general}>
      {(all) => <Form key={`${line.shop} ${line.variantId}`} line={line} general={all} />}
    </Asked>
  );
}

function Form({ line, general }: { line: Waitlist; general: WaitlistSettings }) {
  const client = useQueryClient();
  const { shop, variantId, settings } = line;
  const draft = useDraft<WaitlistSettings | null>(settings && { ...general, ...settings });
  const { value: own, set } = draft;
  /** What comes back when they are switched off and on again. */
  const [last, setLast] = useState<WaitlistSettings>({ ...general, ...settings });
  const save = useMutation({
    mutationFn: (next: WaitlistSettings | null) =>
      api.put('/api/waitlists/line', { shop, variantId, settings: next }),
    onSuccess: async (_, next) => {
      draft.markSaved(next);
      await client.invalidateQueries({ queryKey: ['waitlists'] });
      notifications.show({
        message: next
          ? t('Saved. It holds from the next round on.')
          : t('Its rounds go as those of all products again.'),
      });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not saved'), message: sayError(error) }),
  });
  useUnsaved(!save.isPending && draft.isChanged);
  return (
    <Card title={t('Rounds of this product')}>
      <OvertakenBar draft={draft} isSaving={save.isPending} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(own);
        }}
      >
        <Switch
          label={t('Settings of its own')}
          description={own ? undefined : t('Off: its rounds go as those of all products.')}
          checked={own !== null}
          onChange={(event) => {
            if (own) setLast(own);
            set(event.currentTarget.checked ? last : null);
          }}
          mb="md"
        />
        {own && <RoundFields value={own} onChange={set} />}
        <May need="change">
          <Button type="submit" loading={save.isPending} disabled={own === null && settings === null}>
            {t('Save')}
          </Button>
        </May>
      </form>
    </Card>
  );
}
