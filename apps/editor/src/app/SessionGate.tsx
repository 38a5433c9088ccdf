import { Center, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { api, ApiProblem } from '../api/client.js';
import { followLive, onLiveEvent } from '../api/live.js';
import { sessionQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { SignInAgain, SignInPage } from './SignInPage.js';
import { Trouble } from '../ui/Trouble.js';

/** Shows the editor to somebody who is signed in, and how to sign in to everybody else. */
export function SessionGate({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const session = useQuery(sessionQuery);
  const signedIn = session.isSuccess && !isSignedOut(session.error);

  useEffect(() => (signedIn ? followLive(client) : undefined), [client, signedIn]);
  useRemoval(session.data?.member.id ?? null);

  if (isSignedOut(session.error) && !session.data) return <SignInPage />;
  if (session.isPending) {
    return (
      <Center h="100vh">
        <Loader aria-label={t('Loading')} />
      </Center>
    );
  }
  // Somebody at work keeps their page when the server stops answering.
  if (session.isError && !session.data)
    return <Trouble error={session.error} onRetry={() => void session.refetch()} />;
  return (
    <>
      {children}
      {isSignedOut(session.error) && <SignInAgain />}
    </>
  );
}

/** Whoever is taken off the team keeps nothing of what they saw; a session that merely ended keeps what was typed. */
function useRemoval(memberId: string | null) {
  const client = useQueryClient();
  useEffect(
    () =>
      onLiveEvent((event) => {
        if (event.kind !== 'team' || event.memberId !== memberId) return;
        api.get('/api/session').catch((error: unknown) => {
          if (isSignedOut(error)) void client.resetQueries();
        });
      }),
    [client, memberId],
  );
}

const isSignedOut = (error: unknown) => error instanceof ApiProblem && error.status === 401;
