import { I18nProvider } from '@lingui/react';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { RouterProvider } from 'react-router';
import { i18n } from '../language/i18n.js';
import { t } from '../language/t.js';
import { ErrorBoundary } from './ErrorBoundary.js';
import { queryClient } from './query-client.js';
import { router } from './routes.js';
import { SessionGate } from './SessionGate.js';
import { cssVariables, theme } from './theme.js';
import { useFocusBack } from './use-focus-back.js';

const JoinPage = lazy(async () => ({ default: (await import('../team/JoinPage.js')).JoinPage }));

export function App() {
  useFocusBack();
  return (
    <I18nProvider i18n={i18n}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        {/* Where Mantine puts what opens over a page: a landmark, so that it is no stray content. */}
        <div data-mantine-shared-portal-node role="region" aria-label={t('Over the page')} />
        <ErrorBoundary>
          <QueryClientProvider client={queryClient}>
            <Notifications position="bottom-center" limit={3} />
            {window.location.pathname === '/join' ? (
              <Suspense>
                <JoinPage />
              </Suspense>
            ) : (
              <SessionGate>
                <RouterProvider router={router} />
              </SessionGate>
            )}
          </QueryClientProvider>
        </ErrorBoundary>
      </MantineProvider>
    </I18nProvider>
  );
}
