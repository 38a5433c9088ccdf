import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, sayError } from '../api/client.js';
import { Lamp } from '../ui/Lamp.js';
import classes from './SignInPage.module.css';

export function SignInPage() {
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => api.post('/api/session/password', { password }),
    onSuccess: () => client.resetQueries(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Lamp />
        <h1>Sign in to Signalbox</h1>
        <p>
          Open the link that <code>npm start</code> printed: it signs this browser in. Each link works once;
          starting again prints a new one.
        </p>
        <form onSubmit={submit}>
          <p>If a password was set for this server, it works too:</p>
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={signIn.isError ? sayError(signIn.error) : null}
          />
          <Button type="submit" mt="md" fullWidth loading={signIn.isPending} disabled={password === ''}>
            Sign in
          </Button>
        </form>
      </div>
    </main>
  );
}
