import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { StepIcon } from '../ui/step-icon.js';
import { stepName, useWorkspace } from '../workspace/workspace.js';
import type { GoneFlowNode } from './gone.js';
import { StepSentence } from './StepSentence.js';
import classes from './StepCard.module.css';

/** A step of the live version that the draft no longer has. */
export const GoneCard = memo(function GoneCard({ data: { node, ports } }: NodeProps<GoneFlowNode>) {
  const workspace = useWorkspace();
  const entry = workspace.entryOf(node.type, node.data.version);
  return (
    <article className={classes.card} data-gone>
      <Handle
        type="target"
        position={Position.Top}
        id="in"
        isConnectable={false}
        className={classes.unseen!}
      />
      <header className={classes.head}>
        <StepIcon entry={entry} />
        <b>{stepName(workspace, node)}</b>
        <span className={classes.when}>
          <Chip tone="stop">{t('gone')}</Chip>
        </span>
      </header>
      <StepSentence entry={entry} node={node} />
      {ports.map((port) => (
        <Handle
          key={port}
          type="source"
          position={Position.Bottom}
          id={port}
          isConnectable={false}
          className={classes.unseen!}
        />
      ))}
    </article>
  );
});
