import { useEffect } from 'react';
import { onlySelected } from '../document/index.js';
import { jumpTo } from '../workspace/actions.js';
import { useWorkspace } from '../workspace/workspace.js';

const NAME = 'step';
const TAB = 'tab';

/**
 * `?step=…`: the address leads to the step that is open, so that it can be sent to somebody, and kept. With `&tab=people` it
 * leads to who came there, once.
 */
export function useStepInAddress(): void {
  const workspace = useWorkspace();
  const { selection, history } = workspace;
  useEffect(() => {
    const { searchParams } = new URL(window.location.href);
    const asked = searchParams.get(NAME);
    const at = searchParams.get(TAB) === 'people' ? 'people' : null;
    if (asked !== null && history.get().graph.nodes.some(({ id }) => id === asked))
      jumpTo(workspace, asked, at);
    return selection.subscribe(() => {
      const only = onlySelected(selection.get());
      const address = new URL(window.location.href);
      address.searchParams.delete(TAB);
      if (only === null) address.searchParams.delete(NAME);
      else address.searchParams.set(NAME, only);
      // Not by the router, which would draw the whole page anew with each press on a card.
      window.history.replaceState(window.history.state, '', address);
    });
    // Only as the journey is opened: a kind of step that comes in later makes another workspace of the same selection.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selection]);
}
