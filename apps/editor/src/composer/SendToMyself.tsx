import { Button, TextInput } from '@mantine/core';
import type { SentToMyself } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import classes from './Composer.module.css';
import { myPhoneQuery, type WrittenText } from './composer-queries.js';

/** Sends the text to one's own phone, by the same carrier; it counts in no journey. */
export function SendToMyself({ written, contactId }: { written: WrittenText; contactId: string | null }) {
  const client = useQueryClient();
  const known = useQuery(myPhoneQuery).data;
  const [phone, setPhone] = useState<string | null>(null);
  const send = useMutation({
    mutationFn: () =>
      api.post<SentToMyself>('/api/texts/test', {
        ...written,
        ...(contactId ? { contactId } : {}),
        ...(phone ? { phone } : {}),
      }),
    onSuccess: (sent) => {
      setPhone(null);
      client.setQueryData(myPhoneQuery.queryKey, sent.phone);
    },
  });
  if (known === undefined) return null;
  return (
    <form
      className={classes.myself}
      onSubmit={(event) => {
        event.preventDefault();
        // The form of the step is around it.
        event.stopPropagation();
        send.mutate();
      }}
    >
      {(known === null || phone !== null) && (
        <TextInput
          size="xs"
          type="tel"
          label={t('My phone')}
          placeholder="+45 20 12 34 56"
          value={phone ?? ''}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
      )}
      <Button
        size="compact-sm"
        variant="default"
        type="submit"
        loading={send.isPending}
        disabled={!known && !phone?.trim()}
      >
        {t('Send to myself')}
      </Button>
      {known !== null && phone === null && (
        <span className={classes.hint}>
          {known}{' '}
          <button type="button" className={classes.fix} onClick={() => setPhone('')}>
            {t('Change')}
          </button>
        </span>
      )}
      <p role="status" className={classes.hint}>
        {send.isSuccess &&
          t(
            'On its way to {phone}, {parts, plural, one {# part} other {# parts}}. Its short links are samples.',
            { phone: send.data.phone, parts: send.data.parts },
          )}
        {send.isError && <span className={classes.trouble}>{sayError(send.error)}</span>}
      </p>
    </form>
  );
}
