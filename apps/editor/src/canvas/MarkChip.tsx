import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { useCell } from '../workspace/cell.js';
import { useWorkspace } from '../workspace/workspace.js';

export type Mark = 'new' | 'changed';

/** What the draft did to a step of the live version; `null`: nothing, or there is none. */
export function useMark(id: string): Mark | null {
  const { compared } = useWorkspace();
  return useCell(compared, (all) =>
    all?.diff.changed.includes(id) ? 'changed' : all?.diff.added.includes(id) ? 'new' : null,
  );
}

export function MarkChip({ mark }: { mark: Mark }) {
  return <Chip tone={mark === 'new' ? 'go' : 'wait'}>{mark === 'new' ? t('new') : t('changed')}</Chip>;
}
