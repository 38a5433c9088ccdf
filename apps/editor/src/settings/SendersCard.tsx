import { ActionIcon, Button, Group, MultiSelect, Select, TagsInput, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Senders } from '@signalbox/api/contract';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { sendersQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { Asked } from '../ui/Asked.js';
import { Card } from '../ui/Page.js';
import { OvertakenBar } from '../unsaved/OvertakenBar.js';
import { useDraft } from '../unsaved/use-draft.js';
import { useUnsaved } from '../unsaved/use-unsaved.js';
import { KINDS, PURPOSES } from './sender-words.js';
import classes from './SettingsPage.module.css';

type Sender = Senders['senders'][number];

/** Who texts are from, by country and purpose. */
export function SendersCard() {
  const senders = useQuery(sendersQuery);
  return (
    <Asked title={t('Senders')} query={senders}>
      {({ senders: saved }) => <Form saved={saved} />}
    </Asked>
  );
}

function Form({ saved }: { saved: Sender[] }) {
  const client = useQueryClient();
  const draft = useDraft(saved);
  const { value: senders, set: setSenders } = draft;
  const save = useMutation({
    mutationFn: (sent: Sender[]) => api.put('/api/settings/senders', { senders: sent }),
    onSuccess: async (_, sent) => {
      draft.markSaved(sent);
      await client.invalidateQueries({ queryKey: ['senders'] });
      notifications.show({ message: t('Saved. It holds for the next text.') });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not saved'), message: sayError(error) }),
  });
  useUnsaved(!save.isPending && draft.isChanged);
  const change = (index: number, next: Partial<Sender>) =>
    setSenders(senders.map((sender, at) => (at === index ? { ...sender, ...next } : sender)));
  return (
    <Card title={t('Senders')}>
      <OvertakenBar draft={draft} isSaving={save.isPending} />
      <p className={classes.hint}>
        {t(
          'The closest match sends: by country and purpose, then by country, then any. A name, such as “Acme”, hears no replies: its texts carry a link to opt out, and no step may wait for an answer to it.',
        )}
      </p>
      {senders.map((sender, index) => (
        // A sender may be changed letter by letter; its place is what it keeps.
        <div
          key={index}
          className={classes.sender}
          role="group"
          aria-label={t('Sender {index}', { index: index + 1 })}
        >
          <Group align="end" mb="xs">
            <Select
              label={t('Kind')}
              w={130}
              allowDeselect={false}
              data={KINDS}
              value={sender.kind}
              onChange={(kind) =>
                kind && change(index, { kind: kind as Sender['kind'], canReceive: kind !== 'name' })
              }
            />
            <TextInput
              label={t('Sender')}
              w={260}
              value={sender.sender}
              onChange={(event) => change(index, { sender: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('Remove sender {index}', { index: index + 1 })}
              disabled={senders.length === 1}
              onClick={() => setSenders(senders.filter((_, at) => at !== index))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
          <Group align="start" grow>
            <TagsInput
              label={t('Countries')}
              placeholder={sender.countries.length === 0 ? t('All; or DK, SE') : ''}
              splitChars={[',', ' ']}
              value={sender.countries}
              error={
                sender.countries.some((country) => !/^[A-Z]{2}$/.test(country)) &&
                t('Two letters, such as DK')
              }
              onChange={(countries) =>
                change(index, { countries: countries.map((country) => country.toUpperCase()) })
              }
            />
            <MultiSelect
              label={t('Purposes')}
              placeholder={sender.purposes.length === 0 ? t('All') : ''}
              data={PURPOSES}
              value={sender.purposes}
              onChange={(purposes) => change(index, { purposes })}
            />
          </Group>
        </div>
      ))}
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          onClick={() =>
            setSenders([
              ...senders,
              { sender: '', kind: 'number', countries: [], purposes: [], canReceive: true },
            ])
          }
        >
          {t('Add sender')}
        </Button>
        <Button size="xs" loading={save.isPending} onClick={() => save.mutate(senders)}>
          {t('Save senders')}
        </Button>
      </Group>
    </Card>
  );
}
