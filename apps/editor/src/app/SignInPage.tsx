import { Trans } from '@lingui/react';
import { Button, Modal, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import { Lamp } from '../ui/Lamp.js';
import classes from './SignInPage.module.css';

export function SignInPage() {
  const client = useQueryClient();
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Lamp />
        <h1>{t('Sign in to Signalbox')}</h1>
        <SignInForm onDone={() => client.resetQueries()} />
      </div>
    </main>
  );
}

/** Over a page that somebody is at work on: what they typed stays where it is. */
export function SignInAgain() {
  const client = useQueryClient();
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('Your session has ended')}
    >
      <div className={classes.again}>
        <p>{t('What you typed is still here. Sign in, and go on.')}</p>
        <SignInForm onDone={() => client.invalidateQueries()} />
      </div>
    </Modal>
  );
}

function SignInForm({ onDone }: { onDone: () => Promise<unknown> }) {
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => api.post('/api/session/password', { password }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <>
      <p>
        <Trans
          id="Open the link that <code>npm start</code> printed: it signs this browser in. Each link works once; starting again prints a new one."
          components={{ code: <code /> }}
        />
      </p>
      <p>{t('On a team, an administrator makes you a link of your own.')}</p>
      <form onSubmit={submit}>
        <p>{t('If a password was set for this server, it works too:')}</p>
        <PasswordInput
          label={t('Password')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={signIn.isError ? sayError(signIn.error) : null}
        />
        <Button type="submit" mt="md" fullWidth loading={signIn.isPending} disabled={password === ''}>
          {t('Sign in')}
        </Button>
      </form>
    </>
  );
}
