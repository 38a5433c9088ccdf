import { VisuallyHidden } from '@mantine/core';
import { t } from '../language/t.js';
import { useCell } from '../workspace/cell.js';
import { useWorkspace } from '../workspace/workspace.js';

/** Says each edit to those who hear the editor. */
export function Announcer() {
  const { history } = useWorkspace();
  const last = useCell(history, () => history.last());
  return (
    <VisuallyHidden role="log" aria-live="polite" aria-label={t('Edits')}>
      {last && sayEdit(last.kind, last.label)}
    </VisuallyHidden>
  );
}

function sayEdit(kind: 'done' | 'undone' | 'redone' | 'elsewhere', edit: string): string {
  if (kind === 'undone') return t('Undone: {edit}', { edit });
  if (kind === 'redone') return t('Done again: {edit}', { edit });
  return edit;
}
