import { Handle, Position, useUpdateNodeInternals, type NodeProps } from '@xyflow/react';
import { memo, useEffect, useRef } from 'react';
import { useCell } from '../workspace/cell.js';
import { portsKey, shownPorts } from '../workspace/ports.js';
import { stepName, useDocument, useWorkspace } from '../workspace/workspace.js';
import type { Trace } from '../workspace/trace.js';
import { StepIcon } from '../ui/step-icon.js';
import type { StepFlowNode } from './drawn-nodes.js';
import { elapsedWords } from './elapsed-words.js';
import { MarkChip, useMark } from './MarkChip.js';
import { StayWords } from './StayWords.js';
import { StepFault } from './StepFault.js';
import { StepNumbers } from './StepNumbers.js';
import { StepPorts } from './StepPorts.js';
import { StepSentence } from './StepSentence.js';
import classes from './StepCard.module.css';

const placeIn = (trace: Trace, id: string) =>
  trace.hereId === id ? 'here' : trace.stays.has(id) ? 'been' : 'not';

/** A step as a card: what it is, what it does in a sentence, how it goes, what is wrong, and its ways out. */
export const StepCard = memo(function StepCard({ id, data: { node }, selected }: NodeProps<StepFlowNode>) {
  const workspace = useWorkspace();
  const entry = workspace.entryOf(node.type, node.data.version);
  const faults = useCell(workspace.faultsByNode, (all) => all.get(id));
  const isFresh = useCell(workspace.fresh, (all) => all.has(id));
  const elapsed = useCell(workspace.elapsed, (all) => elapsedWords(all.get(id), entry));
  // Ports depend on the step's ways too: a way from a port that is gone still shows.
  const key = useDocument((doc) => portsKey(shownPorts(workspace, node, doc)));
  const ports = shownPorts(workspace, node, workspace.history.get());

  const updateInternals = useUpdateNodeInternals();
  const measured = useRef(key);
  useEffect(() => {
    // The canvas measures a new card by itself; only ports that change later need telling.
    if (measured.current === key) return;
    measured.current = key;
    updateInternals(id);
  }, [id, key, updateInternals]);

  const worst = faults?.[0];
  const mark = useMark(id);
  const traced = useCell(workspace.trace, (all) => (all ? placeIn(all, id) : undefined));
  return (
    <article
      className={classes.card}
      data-selected={selected || undefined}
      data-fault={isFresh ? undefined : worst?.severity}
      data-traced={traced}
    >
      {entry?.group !== 'trigger' && (
        <Handle
          type="target"
          position={Position.Top}
          id="in"
          className={classes.target!}
          isConnectableStart={false}
        />
      )}
      <header className={classes.head}>
        <StepIcon entry={entry} />
        <b>{stepName(workspace, node)}</b>
        <span className={classes.when}>{mark ? <MarkChip mark={mark} /> : elapsed}</span>
      </header>
      <StepSentence entry={entry} node={node} />
      {faults && <StepFault faults={faults} isFresh={isFresh} entry={entry} />}
      {traced === undefined ? <StepNumbers id={id} entry={entry} /> : <StayWords id={id} />}
      <StepPorts id={id} name={stepName(workspace, node)} ports={ports} />
    </article>
  );
});
