import { useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import type { Box } from '../document/index.js';
import { STEP_WIDTH } from '../workspace/placing.js';
import { useWorkspace } from '../workspace/workspace.js';
import { ABOUT_HIGH } from './drawn-nodes.js';

/** Lets whatever places steps ask where the cards stand, and how large each is. */
export function useDrawnCards() {
  const { drawn } = useWorkspace();
  const flow = useReactFlow();
  useEffect(() => {
    drawn.set(
      () =>
        new Map(
          flow.getNodes().flatMap(({ id, type, position, measured }): [string, Box][] => {
            const { width = STEP_WIDTH, height = ABOUT_HIGH } = measured ?? {};
            return type === 'step' ? [[id, { ...position, width, height }]] : [];
          }),
        ),
    );
    return () => drawn.set(null);
  }, [drawn, flow]);
}
