import { Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { CarrierDay } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { carrierDayQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { May } from '../team/May.js';
import classes from './PhonePage.module.css';

const DAYS: { value: CarrierDay['name']; label: string; told: string; says: string }[] = [
  {
    value: 'fair',
    label: t('Works well'),
    told: t('The carrier works well'),
    says: t('Texts arrive at once.'),
  },
  {
    value: 'slow',
    label: t('Is slow'),
    told: t('The carrier is slow'),
    says: t('Answers take seconds, and texts up to twenty.'),
  },
  {
    value: 'down',
    label: t('Is down'),
    told: t('The carrier is down'),
    says: t('No request is taken. Texts wait or are not known.'),
  },
  {
    value: 'worst',
    label: t('Has its worst day'),
    told: t('The carrier has its worst day'),
    says: t('Answers get lost, receipts come twice or never, and some numbers can’t be reached.'),
  },
];

/** Tries out what journeys do while the carrier has a bad day. There is none to try with a real carrier. */
export function CarrierDaySwitch() {
  const queries = useQueryClient();
  const day = useQuery(carrierDayQuery).data;
  const change = useMutation({
    mutationFn: (name: CarrierDay['name']) => api.put<CarrierDay>('/api/phone/day', { name }),
    onSuccess: (now) => {
      queries.setQueryData(carrierDayQuery.queryKey, now);
      notifications.show({
        color: now.name === 'fair' ? 'green' : 'yellow',
        title: DAYS.find(({ value }) => value === now.name)!.told,
        message: DAYS.find(({ value }) => value === now.name)!.says,
      });
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('The carrier stays as it is'), message: sayError(error) }),
  });
  if (!day) return null;
  return (
    <May need="change">
      <Select
        className={classes.day}
        aria-label={t('How the carrier works today')}
        leftSection={t('Carrier')}
        leftSectionWidth={72}
        data={DAYS}
        value={day.name}
        allowDeselect={false}
        disabled={change.isPending}
        onChange={(name) => name && change.mutate(name as CarrierDay['name'])}
      />
    </May>
  );
}
