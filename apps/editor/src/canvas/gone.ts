import type { Edge, Node } from '@xyflow/react';
import type { GraphNode } from '@signalbox/engine/graph';
import { t } from '../language/t.js';
import type { Compared } from '../workspace/workspace.js';

export type GoneFlowNode = Node<{ node: GraphNode; ports: string[] }, 'gone'>;

/** Steps that only the live version has, where they stand there. */
export const goneNodes = ({ live, diff }: Compared): GoneFlowNode[] =>
  diff.removed.flatMap((id) => {
    const node = live.nodes.find((one) => one.id === id);
    if (!node) return [];
    const ports = live.edges.filter((edge) => edge.source === id).map((edge) => edge.sourceHandle);
    return [
      {
        id: `gone/${id}`,
        type: 'gone' as const,
        position: { x: node.position.x, y: node.position.y },
        data: { node, ports },
        draggable: false,
        selectable: false,
        connectable: false,
        focusable: false,
        zIndex: -1,
      },
    ];
  });

/** Ways that only the live version has. */
export function goneWays({ live, diff }: Compared): Edge[] {
  const removed = new Set(diff.removed);
  const drawn = (id: string) => (removed.has(id) ? `gone/${id}` : id);
  return diff.ways.flatMap(({ source, port, before }) =>
    before === null || !live.nodes.some(({ id }) => id === before)
      ? []
      : [
          {
            id: `gone/${source}/${port}`,
            source: drawn(source),
            sourceHandle: port,
            target: drawn(before),
            targetHandle: 'in',
            type: 'smoothstep',
            selectable: false,
            focusable: false,
            label: t('gone'),
            style: { stroke: 'var(--stop)', strokeDasharray: '5 5', opacity: 0.7 },
          },
        ],
  );
}
