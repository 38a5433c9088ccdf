import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Journey, VersionSummary } from '@signalbox/api/contract';
import { diffGraphs } from '@signalbox/engine/graph';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sayError } from '../api/client.js';
import { versionQuery, versionsQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { ChangeList } from '../publish/ChangeList.js';
import { Time } from '../ui/Time.js';
import { useDocument, useWorkspace } from '../workspace/workspace.js';
import { MoveBack } from './MoveBack.js';
import { May } from '../team/May.js';
import classes from './Inspector.module.css';

const BY = { editor: t('in the editor'), api: t('by the API') };

/** What was published, newest first, and what each changed; restoring one is an edit like any other, and can be undone. */
export function Versions({ journey }: { journey: Journey }) {
  const { history } = useWorkspace();
  const client = useQueryClient();
  const versions = useQuery(versionsQuery(journey.id));
  const restore = useMutation({
    mutationFn: (version: number) => client.fetchQuery(versionQuery(journey.id, version)),
    onSuccess: ({ version, graph }) => {
      history.run(t('Restore version {version}', { version }), (doc) => ({ ...doc, graph }));
      notifications.show({
        message: t('Version {version} is on the canvas. Publish to make it live.', { version }),
      });
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Not restored'), message: sayError(error) }),
  });
  if (!versions.data?.length) return <p>{t('Nothing was published yet.')}</p>;
  return (
    <ul className={classes.versions}>
      {[...versions.data]
        .sort((left, right) => right.version - left.version)
        .map((version) => (
          <Version
            key={version.version}
            journey={journey}
            version={version}
            onRestore={() => restore.mutate(version.version)}
          />
        ))}
    </ul>
  );
}

interface Props {
  journey: Journey;
  version: VersionSummary;
  onRestore: () => void;
}

function Version({ journey, version, onRestore }: Props) {
  const [open, setOpen] = useState<'before' | 'draft' | null>(null);
  const toggle = (what: 'before' | 'draft') => setOpen(open === what ? null : what);
  return (
    <li>
      <div className={classes.version}>
        <span>
          <b>
            {version.isLive
              ? t('Version {version}, live', { version: version.version })
              : t('Version {version}', { version: version.version })}
          </b>
          <Time at={version.publishedAt} />{' '}
          {version.publishedByName
            ? t('by {name}', { name: version.publishedByName })
            : version.publishedBy && BY[version.publishedBy]}
          {version.note && <q>{version.note}</q>}
        </span>
        <May need="change" hide>
          <MoveBack journeyId={journey.id} version={version.version} />
          <Button size="compact-sm" variant="default" onClick={onRestore}>
            {t('Restore')}
          </Button>
        </May>
      </div>
      <p className={classes.versionActs}>
        {version.version > 1 && (
          <button type="button" aria-expanded={open === 'before'} onClick={() => toggle('before')}>
            {t('What it changed')}
          </button>
        )}
        <button type="button" aria-expanded={open === 'draft'} onClick={() => toggle('draft')}>
          {t('Compare with the draft')}
        </button>
      </p>
      {open && <Comparison journeyId={journey.id} version={version.version} against={open} />}
    </li>
  );
}

function Comparison({
  journeyId,
  version,
  against,
}: {
  journeyId: string;
  version: number;
  against: 'before' | 'draft';
}) {
  const draft = useDocument((doc) => doc.graph);
  const own = useQuery(versionQuery(journeyId, version)).data?.graph;
  const former = useQuery({ ...versionQuery(journeyId, version - 1), enabled: against === 'before' }).data
    ?.graph;
  const before = against === 'before' ? former : own;
  const after = against === 'before' ? own : draft;
  if (!before || !after) return <p>{t('Comparing…')}</p>;
  return <ChangeList diff={diffGraphs(before, after)} before={before} after={after} />;
}
