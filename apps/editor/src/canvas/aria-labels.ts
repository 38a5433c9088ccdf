import type { AriaLabelConfig } from '@xyflow/react';
import { t } from '../language/t.js';

/** What the canvas says to those who hear it, in one place. */
export const ARIA_LABELS: Partial<AriaLabelConfig> = {
  'node.a11yDescription.default': t(
    'Press Enter or Space to select this step, then the arrow keys to move it and Delete to remove it. Escape ends the selection.',
  ),
  'node.a11yDescription.keyboardDisabled': t('Press Enter or Space to select this step.'),
  'node.a11yDescription.ariaLiveMessage': ({
    direction,
    x,
    y,
  }: {
    direction: string;
    x: number;
    y: number;
  }) =>
    t('Moved the step {direction}. It is now at {x}, {y}.', {
      direction,
      x: Math.round(x),
      y: Math.round(y),
    }),
  'edge.a11yDescription.default': t('Press Enter or Space to select this way, then Delete to disconnect.'),
  'minimap.ariaLabel': t('Overview of the journey'),
  'controls.ariaLabel': t('View'),
  'controls.zoomIn.ariaLabel': t('Zoom in'),
  'controls.zoomOut.ariaLabel': t('Zoom out'),
  'controls.fitView.ariaLabel': t('Show the whole journey'),
  'handle.ariaLabel': t('Port'),
};
