import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem, NoAnswer } from '../api/client.js';

/**
 * A session that ended shows the sign-in page, whichever question noticed it. A wrong password is none: asking anew would
 * take away the form, and what it says.
 */
function noticeSignedOut(error: unknown) {
  if (error instanceof ApiProblem && error.status === 401 && error.code !== 'wrong-password') {
    void queryClient.invalidateQueries({ queryKey: ['session'] });
  }
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.queryKey[0] !== 'session') noticeSignedOut(error);
    },
  }),
  mutationCache: new MutationCache({
    onError: noticeSignedOut,
    // Whoever looks at who changed what sees their own change.
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['changes'] }),
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // An answer that says no says it again; only silence and faults of the server are worth another try.
      retry: (failures, error) =>
        failures < 3 && (error instanceof NoAnswer || (error instanceof ApiProblem && error.status >= 500)),
    },
  },
});
