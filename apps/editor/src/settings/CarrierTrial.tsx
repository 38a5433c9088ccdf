import { Button, Group, TextInput } from '@mantine/core';
import type { CarrierTest } from '@signalbox/api/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import classes from './SettingsPage.module.css';

/** One real text to a number of one's own. */
export function CarrierTrial() {
  const [phone, setPhone] = useState('');
  const test = useMutation({
    mutationFn: () => api.post<CarrierTest>('/api/settings/carrier/test', { phone }),
  });
  const said = test.data;
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
          : said?.outcome === 'accepted'
            ? t('The carrier took it. It should arrive in seconds.')
            : (said?.reason ?? '')}
      </p>
    </form>
  );
}
