import { BaseEdge, EdgeLabelRenderer, getSmoothStepPath, type EdgeProps } from '@xyflow/react';
import { IconPlus } from '@tabler/icons-react';
import { memo } from 'react';
import { Link } from 'react-router';
import { formatCount } from '../format/number.js';
import { t } from '../language/t.js';
import { useCell } from '../workspace/cell.js';
import { peopleBehind } from '../workspace/people-behind.js';
import { useWorkspace } from '../workspace/workspace.js';
import classes from './Way.module.css';

/** A way between two steps; its + puts a step onto it. Ways that people have taken are lit. */
export const Way = memo(function Way(props: EdgeProps) {
  const { id, source, sourceHandleId, selected, sourceX, sourceY, targetX, targetY } = props;
  const workspace = useWorkspace();
  const port = sourceHandleId ?? '';
  const left = useCell(workspace.stats, (stats) => stats?.nodes[source]?.left[port] ?? 0);
  const counted = useCell(workspace.counted, (now) => now);
  const isAim = useCell(workspace.dropWay, (way) => way === id);
  const gone = useCell(workspace.trace, (trace) => (trace ? trace.ways.has(`${source}\n${port}`) : null));
  const taken = gone ?? left > 0;
  const standsOut = selected || isAim;
  const [path, labelX, labelY] = getSmoothStepPath({
    sourceX,
    sourceY,
    sourcePosition: props.sourcePosition,
    targetX,
    targetY,
    targetPosition: props.targetPosition,
    borderRadius: 12,
  });
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={24}
        style={standsOut || taken ? { stroke: 'var(--go)', strokeWidth: standsOut ? 3 : 2 } : {}}
      />
      {gone === null && (
        <EdgeLabelRenderer>
          {left > 0 && (
            <Link
              to={peopleBehind(workspace.journeyId, { node: source, port, counted })}
              className={`${classes.count} nodrag nopan`}
              style={{ transform: `translate(15px, -50%) translate(${labelX}px, ${labelY}px)` }}
              aria-label={t('{left} went this way', { left: formatCount(left) })}
            >
              {formatCount(left)}
            </Link>
          )}
          {!workspace.isReadOnly && (
            <button
              type="button"
              className={`${classes.plus} nodrag nopan`}
              style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
              aria-label={t('Add a step on this way')}
              data-edge={id}
              data-aim={isAim || undefined}
              onClick={(event) => {
                const box = event.currentTarget.getBoundingClientRect();
                workspace.picker.set({
                  kind: 'edge',
                  edgeId: id,
                  anchor: { left: box.left + box.width / 2, top: box.bottom },
                });
              }}
            >
              <span>
                <IconPlus size={13} stroke={2} aria-hidden />
              </span>
            </button>
          )}
        </EdgeLabelRenderer>
      )}
    </>
  );
});
