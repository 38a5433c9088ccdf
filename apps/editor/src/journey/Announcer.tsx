import { VisuallyHidden } from '@mantine/core';
import { useCell } from '../workspace/cell.js';
import { useWorkspace } from '../workspace/workspace.js';

const WORDS = { done: '', undone: 'Undone: ', redone: 'Done again: ', elsewhere: '' };

/** Says each edit to those who hear the editor. */
export function Announcer() {
  const { history } = useWorkspace();
  const last = useCell(history, () => history.last());
  return (
    <VisuallyHidden role="log" aria-live="polite" aria-label="Edits">
      {last && `${WORDS[last.kind]}${last.label}`}
    </VisuallyHidden>
  );
}
