import { Tooltip } from '@mantine/core';
import { nodeById } from '../document/index.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { useCell } from '../workspace/cell.js';
import { stepName, useWorkspace } from '../workspace/workspace.js';

/** Somebody else, or another tab, has the journey open as well. */
export function Others() {
  const workspace = useWorkspace();
  const others = useCell(workspace.others, (all) => all);
  if (others.size === 0) return null;
  const places = [...others.values()].map(({ name, nodeId }) => {
    const node = nodeId === null ? undefined : nodeById(workspace.history.get(), nodeId);
    return node ? t('{name} at “{step}”', { name, step: stepName(workspace, node) }) : name;
  });
  return (
    <Tooltip
      label={[`${places.join(', ')}.`, t('What each changes comes to the others by itself.')].join(' ')}
    >
      <span role="status">
        <Chip tone="event">
          {t('{others, plural, one {# other is} other {# others are}} editing too', { others: others.size })}
        </Chip>
      </span>
    </Tooltip>
  );
}
