import { useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';

/** Further out, what is pressed may shrink: nobody works at a distance from which no card can be read. */
const FARTHEST = 0.5;

/** Tells the style sheets how small the canvas is drawn, so that what is pressed stays large enough to hit. */
export function ZoomForStyles() {
  const store = useStoreApi();
  useEffect(() => {
    let told = 0;
    const tell = () => {
      const { domNode, transform } = store.getState();
      const zoom = Math.min(1, Math.max(FARTHEST, transform[2]));
      if (!domNode || zoom === told) return;
      told = zoom;
      domNode.style.setProperty('--zoom', String(zoom));
    };
    tell();
    return store.subscribe(tell);
  }, [store]);
  return null;
}
