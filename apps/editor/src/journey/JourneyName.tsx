import { useState } from 'react';
import { renameJourney } from '../document/index.js';
import { t } from '../language/t.js';
import { useDocument, useWorkspace } from '../workspace/workspace.js';
import classes from './JourneyHeader.module.css';

/** The journey's name, edited in place. */
export function JourneyName() {
  const { history, isReadOnly } = useWorkspace();
  const name = useDocument((doc) => doc.name);
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    const next = draft?.trim();
    setDraft(null);
    if (next) history.run(t('Rename the journey to “{next}”', { next }), (doc) => renameJourney(doc, next));
  };
  return (
    <h1 className={classes.title}>
      <input
        className={classes.name}
        aria-label={t('Journey name')}
        title={name}
        value={draft ?? name}
        readOnly={isReadOnly}
        maxLength={120}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setDraft(null);
        }}
      />
    </h1>
  );
}
