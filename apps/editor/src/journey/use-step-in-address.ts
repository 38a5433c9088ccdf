import { useEffect } from 'react';
import { onlySelected } from '../document/index.js';
import { jumpTo } from '../workspace/actions.js';
import { useWorkspace } from '../workspace/workspace.js';

const NAME = 'step';

/** `?step=…`: the address leads to the step that is open, so that it can be sent to somebody, and kept. */
export function useStepInAddress(): void {
  const workspace = useWorkspace();
  const { selection, history } = workspace;
  useEffect(() => {
    const asked = new URL(window.location.href).searchParams.get(NAME);
    if (asked !== null && history.get().graph.nodes.some(({ id }) => id === asked)) jumpTo(workspace, asked);
    return selection.subscribe(() => {
      const only = onlySelected(selection.get());
      const address = new URL(window.location.href);
      if (only === null) address.searchParams.delete(NAME);
      else address.searchParams.set(NAME, only);
      // Not by the router, which would draw the whole page anew with each press on a card.
      window.history.replaceState(window.history.state, '', address);
    });
    // Only as the journey is opened: a kind of step that comes in later makes another workspace of the same selection.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selection]);
}
