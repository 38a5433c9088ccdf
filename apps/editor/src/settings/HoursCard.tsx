import { Button, Checkbox, Select, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { SendingHours } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { homeQuery, sendingHoursQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { Card } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { OvertakenBar } from '../unsaved/OvertakenBar.js';
import { useDraft } from '../unsaved/use-draft.js';
import { useUnsaved } from '../unsaved/use-unsaved.js';
import classes from './SettingsPage.module.css';

type OwnHours = NonNullable<SendingHours['hours']>;
type Day = keyof OwnHours;

const USUAL: OwnHours = { weekdays: [9, 20], saturday: [10, 18], sunday: null };
const DAYS: [Day, string][] = [
  ['weekdays', t('Monday to Friday')],
  ['saturday', t('Saturday')],
  ['sunday', t('Sunday')],
];
const hourOf = (hour: number) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` });
const HOURS = Array.from({ length: 25 }, (_, hour) => hourOf(hour));

/** Which hours texts leave in: what is lawful is said and not chosen here; within it the house may be stricter. */
export function HoursCard() {
  const home = useQuery(homeQuery).data;
  const asked = useQuery(sendingHoursQuery);
  const saved = asked.data;
  return (
    <Card title={t('Hours')}>
      <p className={classes.hint}>
        {home?.sendingHours === 'always'
          ? t(
              'Texts leave at any hour, since they go to the development phone. With a real carrier the lawful hours of each person’s place hold by themselves. SIGNALBOX_SENDING_HOURS=law has them now.',
            )
          : t(
              'Texts leave within the lawful hours of each person’s place, on their clock; what falls outside waits.',
            )}
      </p>
      {asked.isError && !saved && <Trouble error={asked.error} onRetry={() => void asked.refetch()} />}
      {saved && <Form saved={saved.hours} />}
    </Card>
  );
}

function Form({ saved }: { saved: OwnHours | null }) {
  const client = useQueryClient();
  const draft = useDraft(saved);
  /** What comes back when it is switched off and on again. */
  const [last, setLast] = useState(saved ?? USUAL);
  const week = draft.value;
  const save = useMutation({
    mutationFn: (sent: OwnHours | null) => api.put('/api/settings/hours', { hours: sent }),
    onSuccess: async (_, sent) => {
      draft.markSaved(sent);
      await client.invalidateQueries({ queryKey: sendingHoursQuery.queryKey });
      notifications.show({ message: t('Saved. It holds for the next text.') });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not saved'), message: sayError(error) }),
  });
  useUnsaved(!save.isPending && draft.isChanged);
  const set = (day: Day, hours: [number, number] | null) => week && draft.set({ ...week, [day]: hours });

  return (
    <>
      <OvertakenBar draft={draft} isSaving={save.isPending} />
      <Switch
        mb="sm"
        label={t('Send in narrower hours of our own')}
        description={t(
          'For marketing, on each person’s clock. What we answer, and what they ordered, goes at any hour.',
        )}
        checked={week !== null}
        onChange={(event) => {
          if (week) setLast(week);
          draft.set(event.currentTarget.checked ? last : null);
        }}
      />
      {week &&
        DAYS.map(([day, name]) => {
          const hours = week[day];
          return (
            <div key={day} className={classes.day} role="group" aria-label={name}>
              <Checkbox
                label={name}
                checked={hours !== null}
                onChange={(event) =>
                  set(day, event.currentTarget.checked ? [...(USUAL[day] ?? USUAL.saturday!)] : null)
                }
              />
              {hours ? (
                <>
                  <Select
                    aria-label={t('From')}
                    w={96}
                    allowDeselect={false}
                    data={HOURS.slice(0, 23)}
                    value={String(hours[0])}
                    onChange={(from) => set(day, [Number(from), Math.max(hours[1], Number(from) + 2)])}
                  />
                  <span aria-hidden>–</span>
                  <Select
                    aria-label={t('Until')}
                    w={96}
                    allowDeselect={false}
                    data={HOURS.slice(hours[0] + 2)}
                    value={String(hours[1])}
                    onChange={(until) => set(day, [hours[0], Number(until)])}
                  />
                </>
              ) : (
                <span className={classes.closed}>{t('Nothing is sent')}</span>
              )}
            </div>
          );
        })}
      {(week !== null || saved !== null) && (
        <Button mt="xs" variant="default" loading={save.isPending} onClick={() => save.mutate(week)}>
          {t('Save hours')}
        </Button>
      )}
    </>
  );
}
