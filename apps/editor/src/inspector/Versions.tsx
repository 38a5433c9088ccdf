import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Journey } from '@signalbox/api/contract';
import type { JourneyGraph } from '@signalbox/engine/graph';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { versionsQuery } from '../api/queries.js';
import { Time } from '../ui/Time.js';
import { useWorkspace } from '../workspace/workspace.js';
import { MoveBack } from './MoveBack.js';
import classes from './Inspector.module.css';

/** What was published, newest first; restoring one is an edit like any other, and can be undone. */
export function Versions({ journey }: { journey: Journey }) {
  const { history } = useWorkspace();
  const versions = useQuery(versionsQuery(journey.id));
  const restore = useMutation({
    mutationFn: (version: number) =>
      api.get<{ version: number; graph: JourneyGraph }>(`/api/journeys/${journey.id}/versions/${version}`),
    onSuccess: ({ version, graph }) => {
      history.run(`Restore version ${version}`, (doc) => ({ ...doc, graph }));
      notifications.show({ message: `Version ${version} is on the canvas. Publish to make it live.` });
    },
    onError: (error) => notifications.show({ color: 'red', title: 'Not restored', message: sayError(error) }),
  });
  if (!versions.data?.length) return <p>Nothing was published yet.</p>;
  return (
    <ul className={classes.versions}>
      {[...versions.data]
        .sort((left, right) => right.version - left.version)
        .map((version) => (
          <li key={version.version}>
            <span>
              <b>
                Version {version.version}
                {version.isLive && ', live'}
              </b>
              <Time at={version.publishedAt} />
            </span>
            <MoveBack journeyId={journey.id} version={version.version} />
            <Button size="compact-sm" variant="default" onClick={() => restore.mutate(version.version)}>
              Restore
            </Button>
          </li>
        ))}
    </ul>
  );
}
