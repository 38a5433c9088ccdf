import { Tooltip } from '@mantine/core';
import { nodeById } from '../document/index.js';
import { countOf } from '../format/number.js';
import { Chip } from '../ui/Chip.js';
import { useCell } from '../workspace/cell.js';
import { stepName, useWorkspace } from '../workspace/workspace.js';

/** Somebody else, or another tab, has the journey open as well. */
export function Others() {
  const workspace = useWorkspace();
  const others = useCell(workspace.others, (all) => all);
  if (others.size === 0) return null;
  const places = [...others.values()].flatMap((id) => {
    const node = id === null ? undefined : nodeById(workspace.history.get(), id);
    return node ? [`at “${stepName(workspace, node)}”`] : [];
  });
  return (
    <Tooltip
      label={`${places.length > 0 ? `${places.join(', ')}. ` : ''}What each changes comes to the others by itself.`}
    >
      <span role="status">
        <Chip tone="event">{countOf(others.size, 'other is', 'others are')} editing too</Chip>
      </span>
    </Tooltip>
  );
}
