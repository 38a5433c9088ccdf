import { Button } from '@mantine/core';
import type { ReplacedDraft } from '@signalbox/api/contract';
import { diffGraphs } from '@signalbox/engine/graph';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { replacedDraftsQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { ChangeList } from '../publish/ChangeList.js';
import { May } from '../team/May.js';
import { Time } from '../ui/Time.js';
import { bringBack } from '../workspace/bring-back.js';
import { useDocument, useWorkspace } from '../workspace/workspace.js';
import classes from './Inspector.module.css';

/** Drafts that were changed on the canvas before other answers drew the journey anew. Nothing is shown while there are none. */
export function ReplacedDrafts({ journeyId }: { journeyId: string }) {
  const drafts = useQuery(replacedDraftsQuery(journeyId)).data;
  if (!drafts?.length) return null;
  return (
    <section aria-label={t('Drafts from before the answers changed')}>
      <p className={classes.counted}>{t('Drafts from before the answers changed')}</p>
      <ul className={classes.versions}>
        {drafts.map((draft) => (
          <Replaced key={draft.revision} draft={draft} />
        ))}
      </ul>
    </section>
  );
}

function Replaced({ draft: { graph, replacedAt } }: { draft: ReplacedDraft }) {
  const workspace = useWorkspace();
  const now = useDocument((doc) => doc.graph);
  const [compared, setCompared] = useState(false);
  return (
    <li>
      <div className={classes.version}>
        <span>
          <b>{t('Draft that was drawn anew')}</b>
          <Time at={replacedAt} />
        </span>
        <May need="change" hide>
          <Button size="compact-sm" variant="default" onClick={() => bringBack(workspace, graph)}>
            {t('Restore')}
          </Button>
        </May>
      </div>
      <p className={classes.versionActs}>
        <button type="button" aria-expanded={compared} onClick={() => setCompared(!compared)}>
          {t('Compare with the draft')}
        </button>
      </p>
      {compared && <ChangeList diff={diffGraphs(graph, now)} before={graph} after={now} />}
    </li>
  );
}
