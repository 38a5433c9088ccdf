import { Button } from '@mantine/core';
import { countOf } from '../format/number.js';
import { useCell } from '../workspace/cell.js';
import { useWorkspace } from '../workspace/workspace.js';
import classes from './Canvas.module.css';

/** While the draft is compared with what is live: what the marks mean, and the way out. */
export function ComparedBar() {
  const workspace = useWorkspace();
  const compared = useCell(workspace.compared, (all) => all);
  const comparing = useCell(workspace.comparing, (now) => now);
  if (!comparing || !compared) return null;
  const { added, changed, removed } = compared.diff;
  const parts = [
    added.length > 0 && `${countOf(added.length, 'step is', 'steps are')} new`,
    changed.length > 0 && `${countOf(changed.length, 'step is', 'steps are')} changed`,
    removed.length > 0 && `${countOf(removed.length, 'step is', 'steps are')} gone`,
  ].filter(Boolean);
  return (
    <div className={classes.moving} role="status">
      Against version {compared.version}: {parts.join(', ') || 'no step is different'}.{' '}
      <Button size="compact-xs" variant="default" ml="xs" onClick={() => workspace.comparing.set(false)}>
        Done
      </Button>
    </div>
  );
}
