import { Button, Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { TextSettings, TextSettingsAnswer } from '@signalbox/api/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import { Card } from '../ui/Page.js';
import { OvertakenBar } from '../unsaved/OvertakenBar.js';
import { useDraft } from '../unsaved/use-draft.js';
import { useUnsaved } from '../unsaved/use-unsaved.js';
import { AnswersCard } from './AnswersCard.js';
import classes from './SettingsPage.module.css';

/** What every text gets: the brand, the way out, and the domain of short links; with a text as it then goes out. */
export function TextSettingsForm({ saved }: { saved: TextSettingsAnswer }) {
  const client = useQueryClient();
  const draft = useDraft(ownOf(saved));
  const settings = draft.value;
  const change = (next: Partial<TextSettings>) => draft.set({ ...settings, ...next });
  const save = useMutation({
    mutationFn: (sent: TextSettings) => api.put('/api/settings/texts', sent),
    onSuccess: async (_, sent) => {
      draft.markSaved(sent);
      await client.invalidateQueries({ queryKey: ['text-settings'] });
      notifications.show({ message: t('Saved. It holds for the next text.') });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not saved'), message: sayError(error) }),
  });
  useUnsaved(!save.isPending && draft.isChanged);
  const domain = (settings.linkDomain ?? saved.defaults.linkDomain).replace(/\/+$/, '');
  const wayOut = !saved.takesReplies
    ? ` Opt out: ${domain}/l/Zt8wKq2N`
    : settings.addsOptOut
      ? ' Reply STOP to opt out'
      : '';
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(settings);
      }}
    >
      <OvertakenBar draft={draft} isSaving={save.isPending} />
      <Card title={t('What every text gets')}>
        <p className={classes.hint}>
          {t('Added when a text is made, in the person’s language, and never twice. It counts in the parts.')}
        </p>
        <Switch
          mb="sm"
          label={t('The brand in front')}
          checked={settings.addsBrand}
          onChange={(event) => change({ addsBrand: event.currentTarget.checked })}
        />
        <TextInput
          mb="md"
          maw={320}
          label={t('Brand')}
          maxLength={40}
          placeholder={saved.defaults.brand}
          value={settings.brand ?? ''}
          onChange={(event) => change({ brand: event.currentTarget.value || null })}
        />
        <Switch
          mb="md"
          label={t('How to opt out, at the end of advertising')}
          description={
            saved.takesReplies
              ? undefined
              : t('Your sender hears no replies, so each such text carries a link out, whatever stands here.')
          }
          checked={settings.addsOptOut}
          onChange={(event) => change({ addsOptOut: event.currentTarget.checked })}
        />
        <TextInput
          mb="md"
          maw={320}
          label={t('Domain of short links')}
          description={t('Your own short one, pointed at Signalbox. Carriers block shared shorteners.')}
          placeholder={saved.defaults.linkDomain}
          value={settings.linkDomain ?? ''}
          onChange={(event) => change({ linkDomain: event.currentTarget.value || null })}
        />
        <Switch
          mb="sm"
          label={t('UTM parameters in links')}
          description={t('Campaign is the journey’s name, content the step.')}
          checked={settings.utm !== null}
          onChange={(event) =>
            change({ utm: event.currentTarget.checked ? { source: 'signalbox', medium: 'sms' } : null })
          }
        />
        {settings.utm && (
          <div className={classes.pair}>
            <TextInput
              label="utm_source"
              value={settings.utm.source}
              onChange={(event) => change({ utm: { ...settings.utm!, source: event.currentTarget.value } })}
            />
            <TextInput
              label="utm_medium"
              value={settings.utm.medium}
              onChange={(event) => change({ utm: { ...settings.utm!, medium: event.currentTarget.value } })}
            />
          </div>
        )}
        <p className={classes.sample} aria-label={t('A text as it goes out')}>
          {settings.addsBrand && `${settings.brand ?? saved.defaults.brand}: `}
          25% off boots, ends tonight 23:59. Shop: {domain}/l/a8Kd2Xq7{wayOut}
        </p>
      </Card>
      <AnswersCard saved={saved} settings={settings} onChange={change} />
      <Button type="submit" loading={save.isPending}>
        {t('Save texts')}
      </Button>
    </form>
  );
}

const ownOf = ({ defaults: _, takesReplies: __, ...own }: TextSettingsAnswer): TextSettings => own;
