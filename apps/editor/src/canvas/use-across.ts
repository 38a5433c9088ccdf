import { useReactFlow } from '@xyflow/react';
import { useCallback } from 'react';
import { acrossAt } from './open-view.js';

/** How much of the drawing is seen from left to right, at the zoom at which a trial is shown. */
export function useAcross(): () => number {
  const { getZoom } = useReactFlow();
  return useCallback(() => {
    const stage = document.querySelector('.react-flow');
    return stage ? acrossAt(stage.clientWidth, getZoom()) : Number.POSITIVE_INFINITY;
  }, [getZoom]);
}
