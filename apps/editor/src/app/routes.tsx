import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { createBrowserRouter, Link, Outlet, useRouteError } from 'react-router';
import { Center, Loader } from '@mantine/core';
import { journeyQuery, nodeTypesQuery } from '../api/queries.js';
import { HomePage } from '../home/HomePage.js';
import { JourneysPage } from '../journeys/JourneysPage.js';
import { t } from '../language/t.js';
import { PaletteDoor } from '../palette/PaletteDoor.js';
import { Page } from '../ui/Page.js';
import { BrokenPage } from './ErrorBoundary.js';
import { queryClient } from './query-client.js';
import { Shell } from './Shell.js';

/** A page that is fetched when somebody goes there: the first load carries only what the first page shows. */
const page = (load: () => Promise<ComponentType>) => lazy(async () => ({ default: await load() }));

const loadJourneyPage = async () => (await import('../journey/JourneyPage.js')).JourneyPage;
// A journey that is opened by its address is on its way while the session is still being asked for.
const opened = /^\/journeys\/([^/]+)$/.exec(window.location.pathname)?.[1];
if (opened) {
  void loadJourneyPage().catch(() => undefined);
  void queryClient.prefetchQuery(journeyQuery(opened));
  void queryClient.prefetchQuery(nodeTypesQuery);
}
const JourneyPage = page(loadJourneyPage);
const DemoShopPage = page(async () => (await import('../demo-shop/DemoShopPage.js')).DemoShopPage);
const AnalyticsPage = page(async () => (await import('../analytics/AnalyticsPage.js')).AnalyticsPage);
const GoLivePage = page(async () => (await import('../go-live/GoLivePage.js')).GoLivePage);
const ConversationsPage = page(
  async () => (await import('../conversations/ConversationsPage.js')).ConversationsPage,
);
const CouponsPage = page(async () => (await import('../coupons/CouponsPage.js')).CouponsPage);
const CampaignsPage = page(async () => (await import('../campaigns/CampaignsPage.js')).CampaignsPage);
const EventsPage = page(async () => (await import('../events/EventsPage.js')).EventsPage);
const IntegrationsPage = page(
  async () => (await import('../integrations/IntegrationsPage.js')).IntegrationsPage,
);
const ListPage = page(async () => (await import('../lists/ListPage.js')).ListPage);
const ListsPage = page(async () => (await import('../lists/ListsPage.js')).ListsPage);
const LoyaltyPage = page(async () => (await import('../loyalty/LoyaltyPage.js')).LoyaltyPage);
const MessagesPage = page(async () => (await import('../messages/MessagesPage.js')).MessagesPage);
const ImportPage = page(async () => (await import('../people/ImportPage.js')).ImportPage);
const PeoplePage = page(async () => (await import('../people/PeoplePage.js')).PeoplePage);
const PersonPage = page(async () => (await import('../people/PersonPage.js')).PersonPage);
const PhonePage = page(async () => (await import('../phone/PhonePage.js')).PhonePage);
const RunsPage = page(async () => (await import('../run/RunsPage.js')).RunsPage);
const RunPage = page(async () => (await import('../run/RunPage.js')).RunPage);
const SegmentEditorPage = page(
  async () => (await import('../segments/SegmentEditorPage.js')).SegmentEditorPage,
);
const SegmentPage = page(async () => (await import('../segments/SegmentPage.js')).SegmentPage);
const SegmentsPage = page(async () => (await import('../segments/SegmentsPage.js')).SegmentsPage);
const SignUpFormsPage = page(async () => (await import('../sign-up/SignUpFormsPage.js')).SignUpFormsPage);
const SignUpFormPage = page(async () => (await import('../sign-up/SignUpFormPage.js')).SignUpFormPage);
const WaitlistsPage = page(async () => (await import('../waitlists/WaitlistsPage.js')).WaitlistsPage);
const SettingsPage = page(async () => (await import('../settings/SettingsPage.js')).SettingsPage);
const GalleryPage = page(async () => (await import('../templates/GalleryPage.js')).GalleryPage);
const TemplatePage = page(async () => (await import('../templates/TemplatePage.js')).TemplatePage);

function RouteBroke() {
  return <BrokenPage error={useRouteError()} />;
}

function Waiting({ children }: { children: ReactNode }) {
  const fallback = (
    <Center h="100vh">
      <Loader aria-label={t('Loading')} />
    </Center>
  );
  return <Suspense fallback={fallback}>{children}</Suspense>;
}

export const router = createBrowserRouter([
  {
    element: (
      <>
        <Outlet />
        <PaletteDoor />
      </>
    ),
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
            <Waiting>
              <Outlet />
            </Waiting>
          </Shell>
        ),
        children: [
          { path: '/', element: <HomePage /> },
          { path: '/journeys', element: <JourneysPage /> },
          { path: '/templates', element: <GalleryPage /> },
          { path: '/templates/:templateId', element: <TemplatePage /> },
          { path: '/journeys/:journeyId/runs', element: <RunsPage /> },
          { path: '/runs/:runId', element: <RunPage /> },
          { path: '/people', element: <PeoplePage /> },
          { path: '/people/import', element: <ImportPage /> },
          { path: '/people/:contactId', element: <PersonPage /> },
          { path: '/messages', element: <MessagesPage /> },
          { path: '/conversations', element: <ConversationsPage /> },
          { path: '/campaigns', element: <CampaignsPage /> },
          { path: '/events', element: <EventsPage /> },
          { path: '/demo-shop', element: <DemoShopPage /> },
          { path: '/phone', element: <PhonePage /> },
          { path: '/segments', element: <SegmentsPage /> },
          { path: '/lists', element: <ListsPage /> },
          { path: '/lists/:listName', element: <ListPage /> },
          { path: '/loyalty', element: <LoyaltyPage /> },
          { path: '/integrations', element: <IntegrationsPage /> },
          { path: '/coupons', element: <CouponsPage /> },
          { path: '/coupons/:pool', element: <CouponsPage /> },
          { path: '/analytics', element: <AnalyticsPage /> },
          { path: '/go-live', element: <GoLivePage /> },
          { path: '/segments/new', element: <SegmentEditorPage /> },
          { path: '/segments/:segmentId', element: <SegmentPage /> },
          { path: '/segments/:segmentId/edit', element: <SegmentEditorPage /> },
          { path: '/sign-up-forms', element: <SignUpFormsPage /> },
          { path: '/sign-up-forms/:formId', element: <SignUpFormPage /> },
          { path: '/waitlists', element: <WaitlistsPage /> },
          { path: '/waitlists/:variantId', element: <WaitlistsPage /> },
          { path: '/settings', element: <SettingsPage /> },
          { path: '/settings/:section', element: <SettingsPage /> },
          {
            path: '*',
            element: (
              <Page title={t('No such page')} lead={t('Check the address, or pick a page on the left.')}>
                <Link to="/">{t('Go home')}</Link>
              </Page>
            ),
          },
        ],
      },
    ],
  },
]);
