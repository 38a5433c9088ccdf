import { Button, Group, Modal, MultiSelect, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft } from '@tabler/icons-react';
import type { SignUpForm, SignUpFormSettings } from '@signalbox/api/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, sayError } from '../api/client.js';
import { quoted } from '../format/words.js';
import { language } from '../language/i18n.js';
import { t } from '../language/t.js';
import { PURPOSES } from '../people/consent-words.js';
import { Card, Page } from '../ui/Page.js';
import { OvertakenBar } from '../unsaved/OvertakenBar.js';
import { useDraft } from '../unsaved/use-draft.js';
import { useUnsaved } from '../unsaved/use-unsaved.js';
import { Code } from '../waitlists/StorefrontCard.js';
import { May } from '../team/May.js';
import { inLanguage, newForm } from './new-form.js';
import classes from './SignUp.module.css';

/** The words of a form, and beside them what people see. */
export function FormEditor({ form }: { form: SignUpForm | null }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const inHand = useDraft<SignUpFormSettings>(form ? settingsOf(form) : newForm(language));
  const { value: draft, set: setDraft } = inHand;
  const [isRemoving, setRemoving] = useState(false);
  const change = (next: Partial<SignUpFormSettings>) => setDraft({ ...draft, ...next });
  const save = useMutation({
    mutationFn: () =>
      form ? api.put(`/api/sign-up-forms/${form.id}`, draft) : api.post('/api/sign-up-forms', draft),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['sign-up-forms'] });
      await navigate('/sign-up-forms');
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not saved'), message: sayError(error) }),
  });
  const remove = useMutation({
    mutationFn: () => api.delete(`/api/sign-up-forms/${form!.id}`),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['sign-up-forms'] });
      await navigate('/sign-up-forms');
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Not removed'), message: sayError(error) }),
  });
  const isOver = [save, remove].some(({ isPending, isSuccess }) => isPending || isSuccess);
  useUnsaved(!isOver && inHand.isChanged);
  return (
    <Page
      title={form ? form.name : t('New form')}
      lead={t('Changes hold for whoever signs up from now on. What others were shown stays as it was.')}
      actions={
        <Group>
          <Button
            variant="subtle"
            leftSection={<IconArrowLeft size={16} />}
            onClick={() => void navigate('/sign-up-forms')}
          >
            {t('All forms')}
          </Button>
          {form && (
            <May need="change">
              <Button
                variant="default"
                color="red"
                loading={remove.isPending}
                onClick={() => setRemoving(true)}
              >
                {t('Remove')}
              </Button>
            </May>
          )}
          <May need="change">
            <Button loading={save.isPending} onClick={() => save.mutate()}>
              {t('Save')}
            </Button>
          </May>
        </Group>
      }
    >
      <Modal
        opened={isRemoving}
        onClose={() => setRemoving(false)}
        title={t('Remove {name}?', { name: quoted(form?.name ?? '') })}
      >
        <p>
          {t(
            'Its page and its keyword stop working at once. Who signed up by it stays, with what they were shown.',
          )}
        </p>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setRemoving(false)}>
            {t('Keep')}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('Remove')}
          </Button>
        </Group>
      </Modal>
      <OvertakenBar draft={inHand} isSaving={isOver} />
      <div className={classes.columns}>
        <Card title={t('Words')}>
          <May need="change">
            <div className={classes.fields}>
              <TextInput
                label={t('Name')}
                value={draft.name}
                onChange={(e) => change({ name: e.currentTarget.value })}
              />
              <TextInput
                label={t('Address')}
                description={`/f/${draft.slug}`}
                value={draft.slug}
                onChange={(e) => change({ slug: e.currentTarget.value.toLowerCase() })}
              />
              <Select
                label={t('Language')}
                allowDeselect={false}
                data={[
                  { value: 'en', label: t('English') },
                  { value: 'da', label: t('Danish') },
                ]}
                value={draft.language}
                onChange={(next) => setDraft(inLanguage(draft, next as SignUpFormSettings['language']))}
              />
              <TextInput
                label={t('Title')}
                value={draft.title}
                onChange={(e) => change({ title: e.currentTarget.value })}
              />
              <TextInput
                label={t('Below the title')}
                value={draft.lead}
                onChange={(e) => change({ lead: e.currentTarget.value })}
              />
              <Textarea
                label={t('What they tick')}
                description={t('Say who texts, what about and how often. It is kept with each consent.')}
                autosize
                minRows={3}
                value={draft.wording}
                onChange={(e) => change({ wording: e.currentTarget.value })}
              />
              <TextInput
                label={t('When they are in')}
                value={draft.success}
                onChange={(e) => change({ success: e.currentTarget.value })}
              />
              <MultiSelect
                label={t('They agree to')}
                data={PURPOSES}
                value={draft.purposes}
                onChange={(purposes) => change({ purposes })}
              />
              <Switch
                label={t('In two steps: they say yes from their phone')}
                checked={draft.isDouble}
                onChange={(e) => change({ isDouble: e.currentTarget.checked })}
              />
              <TextInput
                label={t('Keyword')}
                description={t('A text of this word signs up, too. Leave it empty for none.')}
                value={draft.keyword ?? ''}
                onChange={(e) => change({ keyword: e.currentTarget.value || null })}
              />
              <TextInput
                label={t('Tag')}
                description={t('Put on each who signs up.')}
                value={draft.tag ?? ''}
                onChange={(e) => change({ tag: e.currentTarget.value || null })}
              />
            </div>
          </May>
        </Card>
        <div className={classes.fields}>
          <Card title={t('What they see')}>
            <div className={classes.preview} lang={draft.language} inert>
              <h3>{draft.title}</h3>
              <p>{draft.lead}</p>
              <TextInput label={t('Mobile number')} placeholder="+45" readOnly />
              <label className={classes.tick}>
                <input type="checkbox" readOnly /> <span>{draft.wording}</span>
              </label>
              <Button>{t('Sign up')}</Button>
            </div>
          </Card>
          {form && (
            <Card title={t('Put it to use')}>
              <Code title={t('Its page, to link to')} text={form.url} />
              <Code title={t('In a page of your shop')} text={form.embed} />
            </Card>
          )}
        </div>
      </div>
    </Page>
  );
}

const settingsOf = ({
  id: _,
  updatedAt: _at,
  url: _url,
  embed: _embed,
  counts: _counts,
  ...settings
}: SignUpForm) => settings;
