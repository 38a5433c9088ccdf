import { Button } from '@mantine/core';
import { t } from '../language/t.js';
import classes from './OvertakenBar.module.css';
import type { DraftInHand } from './use-draft.js';

/** Over a form in which somebody types what somebody else saved meanwhile. */
export function OvertakenBar({ draft, isSaving }: { draft: DraftInHand; isSaving: boolean }) {
  const isShown = draft.isOvertaken && !isSaving;
  return (
    <div role="status" className={classes.place}>
      {isShown && (
        <div className={classes.bar}>
          <span>{t('Somebody saved this since. Saving yours writes over theirs.')}</span>
          <Button size="compact-sm" variant="default" onClick={draft.takeTheirs}>
            {t('Take theirs')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={draft.keepMine}>
            {t('Keep mine')}
          </Button>
        </div>
      )}
    </div>
  );
}
