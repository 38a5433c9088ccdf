import { Trans } from '@lingui/react';
import { Button, Group, PasswordInput, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Carrier } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { carrierQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { NumberBox } from '../ui/NumberBox.js';
import { Asked } from '../ui/Asked.js';
import { Card } from '../ui/Page.js';
import { useUnsaved } from '../unsaved/use-unsaved.js';
import { CarrierTrial } from './CarrierTrial.js';
import classes from './SettingsPage.module.css';

const SOURCES: Record<Carrier['source'], string> = {
  settings: t('Texts go through this account.'),
  environment: t('Texts go through the account that Signalbox was started with.'),
  development: t('Texts go to the phones in this editor. Store an account, and they go to real ones.'),
};

const NEW_ACCOUNTS_PACE = 5;

/** The account at the carrier. Its tokens go in and never come out. */
export function CarrierCard() {
  const client = useQueryClient();
  const asked = useQuery(carrierQuery);
  const carrier = asked.data;
  const [isOpen, setIsOpen] = useState(false);
  const [authId, setAuthId] = useState('');
  const [token, setToken] = useState('');
  const [former, setFormer] = useState('');
  const [pace, setPace] = useState<number | null>(null);
  const usualPace = carrier?.source === 'settings' ? carrier.textsPerSecond : NEW_ACCOUNTS_PACE;
  const refresh = () => client.invalidateQueries({ queryKey: ['carrier'] });
  const save = useMutation({
    mutationFn: () =>
      api.put('/api/settings/carrier', {
        authId,
        authTokens: [token, former].map((one) => one.trim()).filter(Boolean),
        textsPerSecond: pace ?? usualPace,
      }),
    onSuccess: async () => {
      await refresh();
      setIsOpen(false);
      setToken('');
      setFormer('');
      notifications.show({ message: t('Stored. Send yourself a test.') });
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Not stored'), message: sayError(error) }),
  });
  const storedId = carrier?.source === 'settings' ? (carrier.authId ?? '') : '';
  useUnsaved(
    isOpen &&
      !save.isPending &&
      (token !== '' || former !== '' || authId !== storedId || (pace ?? usualPace) !== usualPace),
  );
  const remove = useMutation({
    mutationFn: () => api.delete('/api/settings/carrier'),
    onSuccess: refresh,
    onError: (error) => notifications.show({ color: 'red', message: sayError(error) }),
  });
  if (!carrier)
    return (
      <Asked title={t('Carrier')} query={asked}>
        {() => null}
      </Asked>
    );
  return (
    <Card title={t('Carrier')}>
      <p className={classes.hint}>
        {SOURCES[carrier.source]}
        {carrier.source !== 'development' && carrier.authId && (
          <>
            {' '}
            <Trans
              id="Account <b>{authId}</b>, {tokenCount, plural, one {# token} other {# tokens}}."
              values={{
                authId: carrier.authId,
                tokenCount: carrier.tokenCount,
              }}
              components={{ b: <b /> }}
            />
          </>
        )}
      </p>
      {!carrier.canStore && (
        <p className={classes.hint}>
          <Trans
            id="To store an account here, start Signalbox with <code>SIGNALBOX_SECRET</code>: it is what the tokens are sealed with."
            components={{ code: <code /> }}
          />
        </p>
      )}
      {isOpen ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <Group align="start" mb="sm" grow wrap="nowrap">
            <TextInput
              label={t('Auth ID')}
              required
              value={authId}
              onChange={(event) => setAuthId(event.currentTarget.value.trim())}
            />
            <PasswordInput
              label={t('Auth token')}
              required
              autoComplete="off"
              value={token}
              onChange={(event) => setToken(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('Former token')}
              description={t('Still believed while you change it.')}
              inputWrapperOrder={['label', 'input', 'description']}
              autoComplete="off"
              value={former}
              onChange={(event) => setFormer(event.currentTarget.value)}
            />
            <NumberBox
              isWhole
              label={t('Texts a second')}
              description={t('What your account takes: 5 if Plivo has not said more.')}
              inputWrapperOrder={['label', 'input', 'description']}
              min={1}
              max={1_000}
              value={pace ?? usualPace}
              onChange={(value) => setPace(value ?? null)}
            />
          </Group>
          <p className={classes.hint}>
            <Trans
              id="At Plivo, let the number’s application call <code>{inboundUrl}</code> for texts that come in."
              values={{ inboundUrl: carrier.inboundUrl }}
              components={{ code: <code /> }}
            />
          </p>
          <Group gap="xs">
            <Button type="submit" size="xs" loading={save.isPending}>
              {t('Store')}
            </Button>
            <Button size="xs" variant="subtle" color="gray" onClick={() => setIsOpen(false)}>
              {t('Cancel')}
            </Button>
          </Group>
        </form>
      ) : (
        <Group gap="xs" mb="md">
          <Button
            size="xs"
            variant="default"
            disabled={!carrier.canStore}
            onClick={() => {
              // Most who come back to it change the token alone.
              if (carrier.source === 'settings') setAuthId(carrier.authId ?? '');
              setIsOpen(true);
            }}
          >
            {carrier.source === 'settings' ? t('Change the account') : t('Store a Plivo account')}
          </Button>
          {carrier.source === 'settings' && (
            <Button
              size="xs"
              variant="subtle"
              color="red"
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              {t('Remove')}
            </Button>
          )}
        </Group>
      )}
      {!isOpen && <CarrierTrial />}
    </Card>
  );
}
