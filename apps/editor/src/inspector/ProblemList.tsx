import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import type { Diagnostic } from '@signalbox/engine/graph';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { stepName, useDocument, useWorkspace } from '../workspace/workspace.js';
import classes from './ProblemList.module.css';

interface Props {
  faults: Diagnostic[];
  onJump: (fault: Diagnostic) => void;
}

/** What is wrong, each with the way to where it is. */
export function ProblemList({ faults, onJump }: Props) {
  const workspace = useWorkspace();
  const nodes = useDocument((doc) => doc.graph.nodes);
  return (
    <ul className={classes.list}>
      {faults.map((fault, index) => {
        const node = nodes.find((candidate) => candidate.id === fault.nodeId);
        const words = (
          <>
            {fault.severity === 'error' ? (
              <IconAlertCircle size={16} className={classes.error!} aria-label={t('Error')} />
            ) : (
              <IconAlertTriangle size={16} className={classes.warning!} aria-label={t('Warning')} />
            )}
            <span>
              {node && <b>{stepName(workspace, node)}: </b>}
              {said(fault.message)}
            </span>
          </>
        );
        return (
          <li key={index} data-code={fault.code}>
            {node ? (
              <button type="button" onClick={() => onJump(fault)}>
                {words}
              </button>
            ) : (
              <div>{words}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
