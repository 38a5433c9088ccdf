import { Select } from '@mantine/core';
import type { GraphNode } from '@signalbox/engine/graph';
import { t } from '../language/t.js';
import { connectPort, disconnectPort, whyNotConnect } from '../workspace/actions.js';
import { shownPorts } from '../workspace/ports.js';
import { stepName, useDocument, useWorkspace } from '../workspace/workspace.js';
import classes from './Inspector.module.css';

/** Where each port leads, by menu: the way to connect without dragging. */
export function StepConnections({ node }: { node: GraphNode }) {
  const workspace = useWorkspace();
  const doc = useDocument((all) => all);
  const ports = shownPorts(workspace, node, doc);
  return (
    <div className={classes.connections}>
      {ports.map((port) => {
        const edge = doc.graph.edges.find((one) => one.source === node.id && one.sourceHandle === port.name);
        const targets = doc.graph.nodes.filter(
          (other) =>
            other.id === edge?.target ||
            whyNotConnect(workspace, { source: node.id, port: port.name, target: other.id }) === null,
        );
        return (
          <Select
            key={port.name}
            label={t('Connect “{label}” to…', { label: port.label })}
            placeholder={port.optional ? t('Nothing: ends here') : t('Nothing yet')}
            clearable
            searchable
            data={targets.map((other) => ({ value: other.id, label: stepName(workspace, other) }))}
            value={edge?.target ?? null}
            onChange={(target) => {
              if (target) connectPort(workspace, { source: node.id, port: port.name, target });
              else disconnectPort(workspace, node.id, port.name);
            }}
          />
        );
      })}
      {ports.length === 0 && <p>{t('This step has no way out.')}</p>}
    </div>
  );
}
