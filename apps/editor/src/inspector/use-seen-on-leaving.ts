import { useEffect, useRef, type FocusEvent } from 'react';
import { markSeen } from '../workspace/fresh.js';
import { useWorkspace } from '../workspace/workspace.js';

/** Whoever has been at a step's panel and goes elsewhere has seen what the step lacks. @returns what the panel listens to */
export function useSeenOnLeaving(nodeId: string) {
  const workspace = useWorkspace();
  const hasBeenThere = useRef(false);
  useEffect(
    () => () => {
      if (hasBeenThere.current) markSeen(workspace, nodeId);
    },
    [workspace, nodeId],
  );
  return {
    onFocus: () => {
      hasBeenThere.current = true;
    },
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
      // Nothing that takes the focus: the window was left, or an empty place pressed.
      if (relatedTarget && !currentTarget.contains(relatedTarget)) markSeen(workspace, nodeId);
    },
  };
}
