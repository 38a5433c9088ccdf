import { Center, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { ApiProblem } from '../api/client.js';
import { followLive } from '../api/live.js';
import { sessionQuery } from '../api/queries.js';
import { showTimesIn } from '../format/time.js';
import { t } from '../language/t.js';
import { SignInAgain, SignInPage } from './SignInPage.js';
import { Trouble } from '../ui/Trouble.js';

/** Shows the editor to somebody who is signed in, and how to sign in to everybody else. */
export function SessionGate({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const session = useQuery(sessionQuery);
  const signedIn = session.isSuccess && !isSignedOut(session.error);

  const isRemoved = session.error instanceof ApiProblem && session.error.code === 'removed-from-team';
  useEffect(() => {
    // Whoever is taken off the team keeps nothing of what they saw.
    if (isRemoved) client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  }, [client, isRemoved]);

  if (isRemoved || (isSignedOut(session.error) && !session.data)) return <SignInPage />;
  if (session.isPending) {
    return (
      <Center h="100vh">
        <Loader aria-label={t('Loading')} />
      </Center>
    );
  }
  if (session.data) showTimesIn(session.data.timeZone);
  // Somebody at work keeps their page when the server stops answering.
  if (session.isError && !session.data)
    return <Trouble isPage error={session.error} onRetry={() => void session.refetch()} />;
  return (
    <>
      {signedIn && <LiveLine />}
      {children}
      {isSignedOut(session.error) && <SignInAgain />}
    </>
  );
}

const isSignedOut = (error: unknown) => error instanceof ApiProblem && error.status === 401;

/** Stands before the pages, so that its line to the server is asked for before their questions take up every connection. */
function LiveLine() {
  const client = useQueryClient();
  useEffect(() => followLive(client), [client]);
  return null;
}
