import { lazy, Suspense, type ReactNode } from 'react';
import { createBrowserRouter, Outlet, useRouteError } from 'react-router';
import { Center, Loader } from '@mantine/core';
import { DemoShopPage } from '../demo-shop/DemoShopPage.js';
import { CouponsPage } from '../coupons/CouponsPage.js';
import { EventsPage } from '../events/EventsPage.js';
import { HomePage } from '../home/HomePage.js';
import { IntegrationsPage } from '../integrations/IntegrationsPage.js';
import { JourneysPage } from '../journeys/JourneysPage.js';
import { LoyaltyPage } from '../loyalty/LoyaltyPage.js';
import { MessagesPage } from '../messages/MessagesPage.js';
import { ImportPage } from '../people/ImportPage.js';
import { PeoplePage } from '../people/PeoplePage.js';
import { PersonPage } from '../people/PersonPage.js';
import { PhonePage } from '../phone/PhonePage.js';
import { RunsPage } from '../run/RunsPage.js';
import { RunPage } from '../run/RunPage.js';
import { SegmentEditorPage } from '../segments/SegmentEditorPage.js';
import { SegmentPage } from '../segments/SegmentPage.js';
import { SegmentsPage } from '../segments/SegmentsPage.js';
import { SettingsPage } from '../settings/SettingsPage.js';
import { Empty } from '../ui/Empty.js';
import { BrokenPage } from './ErrorBoundary.js';
import { Shell } from './Shell.js';

// The canvas is the heavy part, and the other pages don't need it.
const JourneyPage = lazy(async () => ({ default: (await import('../journey/JourneyPage.js')).JourneyPage }));

function RouteBroke() {
  return <BrokenPage error={useRouteError()} />;
}

function Waiting({ children }: { children: ReactNode }) {
  const fallback = (
    <Center h="100vh">
      <Loader aria-label="Loading" />
    </Center>
  );
  return <Suspense fallback={fallback}>{children}</Suspense>;
}

export const router = createBrowserRouter([
  {
    errorElement: <RouteBroke />,
    children: [
      {
        path: '/journeys/:journeyId',
        element: (
          <Waiting>
            <JourneyPage />
          </Waiting>
        ),
      },
      {
        element: (
          <Shell>
            <Outlet />
          </Shell>
        ),
        children: [
          { path: '/', element: <HomePage /> },
          { path: '/journeys', element: <JourneysPage /> },
          { path: '/journeys/:journeyId/runs', element: <RunsPage /> },
          { path: '/runs/:runId', element: <RunPage /> },
          { path: '/people', element: <PeoplePage /> },
          { path: '/people/import', element: <ImportPage /> },
          { path: '/people/:contactId', element: <PersonPage /> },
          { path: '/messages', element: <MessagesPage /> },
          { path: '/events', element: <EventsPage /> },
          { path: '/demo-shop', element: <DemoShopPage /> },
          { path: '/phone', element: <PhonePage /> },
          { path: '/segments', element: <SegmentsPage /> },
          { path: '/loyalty', element: <LoyaltyPage /> },
          { path: '/integrations', element: <IntegrationsPage /> },
          { path: '/coupons', element: <CouponsPage /> },
          { path: '/segments/new', element: <SegmentEditorPage /> },
          { path: '/segments/:segmentId', element: <SegmentPage /> },
          { path: '/segments/:segmentId/edit', element: <SegmentEditorPage /> },
          { path: '/settings', element: <SettingsPage /> },
          {
            path: '*',
            element: <Empty title="No such page">Check the address, or pick a page on the left.</Empty>,
          },
        ],
      },
    ],
  },
]);
