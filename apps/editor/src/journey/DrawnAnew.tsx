import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { replacedDraftsQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { bringBack } from '../workspace/bring-back.js';
import { useWorkspace } from '../workspace/workspace.js';
import classes from './Notice.module.css';

/** After other answers replaced a draft that was changed on the canvas: that it is kept, and the way back. */
export function DrawnAnew() {
  const workspace = useWorkspace();
  const { state } = useLocation() as { state: { kept?: number | null } | null };
  const kept = state?.kept ?? null;
  const [isAnswered, setAnswered] = useState(false);
  const drafts = useQuery({ ...replacedDraftsQuery(workspace.journeyId), enabled: kept !== null }).data;
  const draft = drafts?.find(({ revision }) => revision === kept);
  if (!draft || isAnswered) return null;
  return (
    <div className={classes.notice}>
      <span role="status">{t('Drawn anew. Your draft as it was before is kept under “Versions”.')}</span>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => {
          bringBack(workspace, draft.graph);
          setAnswered(true);
        }}
      >
        {t('Bring it back')}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setAnswered(true)}>
        {t('Keep the new one')}
      </Button>
    </div>
  );
}
