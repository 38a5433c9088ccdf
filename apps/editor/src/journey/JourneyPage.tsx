import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useParams } from 'react-router';
import { journeyQuery, nodeTypesQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { Trouble } from '../ui/Trouble.js';
import { OpenJourney } from './OpenJourney.js';
import { useMay } from '../team/roles.js';

/** `/journeys/:journeyId`: the canvas of a journey, once it and the catalogue are here. */
export function JourneyPage() {
  const { journeyId = '' } = useParams();
  const journey = useQuery(journeyQuery(journeyId));
  const catalogue = useQuery(nodeTypesQuery);
  const mayChange = useMay('change');
  // Drawn as a deferred value the canvas is drawn in slices, between which the page answers.
  const isDrawn = useDeferredValue(journey.data !== undefined && catalogue.data !== undefined, false);
  if (isDrawn && journey.data && catalogue.data) {
    return (
      <OpenJourney
        key={`${journeyId}/${mayChange}`}
        mayChange={mayChange}
        journey={journey.data}
        catalogue={catalogue.data}
      />
    );
  }
  const error = journey.error ?? catalogue.error;
  if (error) {
    const retry = () => {
      void journey.refetch();
      void catalogue.refetch();
    };
    return (
      <main>
        <Trouble isPage error={error} onRetry={retry} />
      </main>
    );
  }
  return (
    <Center h="100vh">
      <Loader aria-label={t('Loading')} />
    </Center>
  );
}
