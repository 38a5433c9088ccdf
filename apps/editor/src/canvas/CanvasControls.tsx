import { Panel, useReactFlow, useViewport } from '@xyflow/react';
import { useReducedMotion } from '@mantine/hooks';
import { IconLayoutDistributeVertical, IconZoomScan } from '@tabler/icons-react';
import { moveNodes, notesAlong } from '../document/index.js';
import { t } from '../language/t.js';
import { useCommandsHere } from '../palette/commands-here.js';
import { useWorkspace } from '../workspace/workspace.js';
import type { CanvasNode } from './drawn-nodes.js';
import { FIT } from './fit.js';
import { tiesOn } from './use-notes-along.js';
import { ViewSwitch } from './ViewSwitch.js';
import { tidyPositions } from './tidy.js';
import { May } from '../team/May.js';
import classes from './CanvasControls.module.css';

/** @param onZoom the reader has chosen how large to see it */
export function CanvasControls({ onZoom }: { onZoom: () => void }) {
  const workspace = useWorkspace();
  const flow = useReactFlow<CanvasNode>();
  const { zoom: now } = useViewport();
  const duration = useReducedMotion() ? 0 : 200;
  const zoom = (change: () => Promise<boolean>) => {
    onZoom();
    void change();
  };
  const fit = () => flow.fitView({ ...FIT, duration });
  const tidy = () => {
    const drawn = flow.getNodes();
    const sizes = new Map(drawn.map((node) => [node.id, node.measured ?? {}]));
    const ties = tiesOn(drawn);
    workspace.history.run(t('Tidy up'), (doc) => {
      const places = tidyPositions(workspace, doc, sizes);
      return moveNodes(doc, { ...places, ...notesAlong(ties, places) });
    });
    requestAnimationFrame(() => void fit());
  };
  useCommandsHere(() => [
    ...(workspace.isReadOnly
      ? []
      : [
          {
            id: 'tidy',
            title: t('Tidy up'),
            also: t('layout arrange'),
            Icon: IconLayoutDistributeVertical,
            act: tidy,
          },
        ]),
    {
      id: 'fit',
      title: t('Show the whole journey'),
      also: t('fit zoom'),
      Icon: IconZoomScan,
      act: () => void fit(),
    },
  ]);
  return (
    <Panel position="bottom-left" className={classes.bar!}>
      <div className={classes.controls} role="group" aria-label={t('View')}>
        <button
          type="button"
          aria-label={t('Zoom out')}
          onClick={() => zoom(() => flow.zoomOut({ duration }))}
        >
          –
        </button>
        <button
          type="button"
          className="num"
          aria-description={t('Zoom to 100 %')}
          onClick={() => zoom(() => flow.zoomTo(1, { duration }))}
        >
          {Math.round(now * 100)}&#8239;%
        </button>
        <button type="button" aria-label={t('Zoom in')} onClick={() => zoom(() => flow.zoomIn({ duration }))}>
          +
        </button>
        <button type="button" onClick={() => void fit()}>
          {t('Fit')}
        </button>
        <May need="change" hide>
          <button type="button" onClick={tidy}>
            {t('Tidy')}
          </button>
        </May>
        <button type="button" onClick={() => workspace.finding.set(true)}>
          {t('Find')}
        </button>
      </div>
      <ViewSwitch />
    </Panel>
  );
}
