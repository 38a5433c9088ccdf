import { Handle, Position } from '@xyflow/react';
import type { KeyboardEvent } from 'react';
import { formatShare } from '../format/number.js';
import { t } from '../language/t.js';
import { useCell } from '../workspace/cell.js';
import type { ShownPort } from '../workspace/ports.js';
import { useDocument, useWorkspace } from '../workspace/workspace.js';
import classes from './StepCard.module.css';

/** Named pills on the lower edge: drag one to a step, or press it for a menu that does the same. */
export function StepPorts({ id, name, ports }: { id: string; name: string; ports: ShownPort[] }) {
  if (ports.length === 0) return null;
  return (
    <div className={classes.ports} data-few={ports.length <= 2 || undefined}>
      {ports.map((port) => (
        <Port key={port.name} nodeId={id} stepName={name} port={port} />
      ))}
    </div>
  );
}

function Port({ nodeId, stepName, port }: { nodeId: string; stepName: string; port: ShownPort }) {
  const workspace = useWorkspace();
  const isOpen = useDocument(
    (doc) => !doc.graph.edges.some((edge) => edge.source === nodeId && edge.sourceHandle === port.name),
  );
  const share = useCell(workspace.stats, (stats) => {
    const node = stats?.nodes[nodeId];
    const left = node?.left[port.name] ?? 0;
    return node && left > 0 ? formatShare(left, node.entered) : null;
  });

  const openMenu = (element: Element) => {
    const box = element.getBoundingClientRect();
    workspace.picker.set({
      kind: 'port',
      nodeId,
      port: port.name,
      anchor: { left: box.left + box.width / 2, top: box.bottom },
    });
  };
  // Enter and Space press the port; to the canvas they would mean the card around it.
  const keepFromCard = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
  };
  const label = port.missing ? t('{label} (gone)', { label: port.label }) : port.label;
  const state = port.missing ? t('this port is gone') : isOpen ? t('leads nowhere') : t('connected');
  return (
    <Handle
      type="source"
      position={Position.Bottom}
      id={port.name}
      className={classes.port!}
      style={{ flexShrink: label.length ** 2 }}
      data-port={port.name}
      data-tone={port.tone}
      data-open={(isOpen && !port.optional) || undefined}
      data-missing={port.missing || undefined}
    >
      {port.tone !== 'neutral' && <i className={classes.lamp} />}
      <span className={classes.label}>{label}</span>
      {share && <span className={classes.share}>{share}</span>}
      {!workspace.isReadOnly && (
        <button
          type="button"
          className={classes.press}
          aria-label={share ? `${label} ${share}` : label}
          aria-description={t('Port of {stepName}, {state}', { stepName, state })}
          aria-haspopup="dialog"
          onClick={(event) => {
            event.stopPropagation();
            openMenu(event.currentTarget);
          }}
          onKeyDown={keepFromCard}
        />
      )}
    </Handle>
  );
}
