import { Button } from '@mantine/core';
import { t } from '../language/t.js';
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
    added.length > 0 &&
      t('{added, plural, one {# step is} other {# steps are}} new', { added: added.length }),
    changed.length > 0 &&
      t('{changed, plural, one {# step is} other {# steps are}} changed', { changed: changed.length }),
    removed.length > 0 &&
      t('{removed, plural, one {# step is} other {# steps are}} gone', { removed: removed.length }),
  ].filter(Boolean);
  return (
    <div className={classes.moving} role="status">
      {t('Against version {version}: {parts}.', {
        version: compared.version,
        parts: parts.join(', ') || t('no step is different'),
      })}{' '}
      <Button size="compact-xs" variant="default" ml="xs" onClick={() => workspace.comparing.set(false)}>
        {t('Done')}
      </Button>
    </div>
  );
}
