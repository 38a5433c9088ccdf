import { Trans } from '@lingui/react';
import { Button, TextInput } from '@mantine/core';
import type { Invitation, Session } from '@signalbox/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, sayError } from '../api/client.js';
import classes from '../app/SignInPage.module.css';
import { t } from '../language/t.js';
import { Lamp } from '../ui/Lamp.js';
import { roleInWords } from './roles.js';

/** `/join#token`: the door for those who were sent a link. Looking at it does not use it up; pressing the button does. */
export function JoinPage() {
  const [token] = useState(() => window.location.hash.slice(1));
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.post<Invitation>('/api/session/invitation', { token }),
    retry: false,
    staleTime: Infinity,
  });
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Lamp />
        {invitation.data ? (
          <Joining invitation={invitation.data} token={token} />
        ) : (
          <>
            <h1>{invitation.isError ? t('This link does not work') : t('Looking at your link…')}</h1>
            {invitation.isError && <p role="alert">{sayError(invitation.error)}</p>}
          </>
        )}
      </div>
    </main>
  );
}

function Joining({
  invitation: { name: given, role, isNew },
  token,
}: {
  invitation: Invitation;
  token: string;
}) {
  const [name, setName] = useState(given);
  const join = useMutation({
    mutationFn: () => api.post<Session>('/api/session/join', { token, ...(isNew && { name }) }),
    onSuccess: () => window.location.replace('/'),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    join.mutate();
  };
  return (
    <>
      <h1>{isNew ? t('Welcome to Signalbox') : t('Welcome back, {given}', { given })}</h1>
      <p>
        <Trans
          id="This link signs this browser in, once. Your role: <b>{role}</b>."
          values={{ role: roleInWords(role) }}
          components={{ b: <b /> }}
        />
      </p>
      <form onSubmit={submit}>
        {isNew && (
          <TextInput
            label={t('Your name')}
            description={t('The others see it beside what you do.')}
            maxLength={60}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        {join.isError && <p role="alert">{sayError(join.error)}</p>}
        <Button type="submit" mt="md" fullWidth loading={join.isPending} disabled={name.trim() === ''}>
          {isNew ? t('Join') : t('Sign in')}
        </Button>
      </form>
    </>
  );
}
