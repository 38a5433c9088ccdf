import { Button, Group, TextInput } from '@mantine/core';
import type { CarrierTest, Transition } from '@signalbox/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { carrierQuery } from '../api/queries.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import classes from './SettingsPage.module.css';

const LOOKS_EVERY_MS = 1_000;
/** A carrier that calls back does so sooner. */
const SILENT_AFTER_MS = 20_000;
/** What has not become of it by now is not waited for. */
const LOOKS_FOR_MS = 10 * 60_000;
const FINAL = ['delivered', 'undelivered', 'failed'];

/** One real text to a number of one's own, followed until the carrier tells what became of it. */
export function CarrierTrial() {
  const carrier = useQuery(carrierQuery).data;
  const [phone, setPhone] = useState('');
  const test = useMutation({
    mutationFn: () => api.post<CarrierTest>('/api/settings/carrier/test', { phone }),
  });
  const tried = test.data;
  const isTaken = tried?.outcome === 'accepted';
  const became = useQuery({
    queryKey: ['transitions', tried?.messageId],
    queryFn: async ({ signal }) =>
      (await api.get<{ transitions: Transition[] }>(`/api/messages/${tried?.messageId}/transitions`, signal))
        .transitions,
    enabled: isTaken,
    refetchInterval: ({ state: { data } }) => {
      const forMs = Date.now() - test.submittedAt;
      if (FINAL.includes(data?.at(-1)?.state ?? '') || forMs > LOOKS_FOR_MS) return false;
      return forMs < SILENT_AFTER_MS ? LOOKS_EVERY_MS : 10 * LOOKS_EVERY_MS;
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        test.mutate();
      }}
    >
      <Group align="end">
        <TextInput
          label={t('Your own number')}
          placeholder="+45 12 34 56 78"
          w={260}
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={test.isPending} disabled={phone.trim() === ''}>
          {t('Send me a test')}
        </Button>
      </Group>
      <p className={classes.said} role="status">
        {test.isError
          ? sayError(test.error)
          : isTaken
            ? fateOf(became.data?.at(-1), {
                ourUrl: carrier ? new URL(carrier.inboundUrl).origin : '',
                forMs: Math.max(became.dataUpdatedAt, became.errorUpdatedAt) - test.submittedAt,
              })
            : said(tried?.reason ?? '')}
      </p>
    </form>
  );
}

function fateOf(last: Transition | undefined, { ourUrl, forMs }: { ourUrl: string; forMs: number }) {
  switch (last?.state) {
    case 'delivered':
      return t('It arrived, says the carrier.');
    case 'undelivered':
    case 'failed':
      return t('It did not arrive. {cause}', { cause: said(last.cause) });
    case 'sent':
      return t('It is on its way to the phone.');
    default:
      return forMs < SILENT_AFTER_MS
        ? t('The carrier took it. It should arrive in seconds.')
        : t('The carrier took it, and has told nothing of it since. Can it reach {ourUrl}?', { ourUrl });
  }
}
