import { portsOf, type Diagnostic, type GraphNode, type NodeTypeEntry } from '@signalbox/engine/graph';
import { dropEdgesFromMissingPorts, setConfig } from '../document/index.js';
import { t } from '../language/t.js';
import { stepName, useDocument, useWorkspace } from '../workspace/workspace.js';
import { Fields } from './Fields.js';
import type { FieldSchema } from './field-schema.js';
import { StepContext } from './step-context.js';
import { triggerEvent } from './trigger-event.js';
import classes from './Inspector.module.css';

interface Props {
  node: GraphNode;
  entry: NodeTypeEntry | undefined;
  faults: Diagnostic[];
}

/** The form of a step, drawn from the schema that its type brought along. */
export function StepForm({ node, entry, faults }: Props) {
  const workspace = useWorkspace();
  const eventName = useDocument((doc) => triggerEvent(doc, workspace.catalogue));
  if (!entry) {
    return (
      <>
        <p>
          {t('This Signalbox does not know the type “{type}”. The step is kept, but it can’t be published.', {
            type: node.type,
          })}
        </p>
        <pre>{JSON.stringify(node.data.config, null, 2)}</pre>
      </>
    );
  }
  const schema = entry.configSchema as FieldSchema;
  const change = (config: { [field: string]: unknown }) => {
    const ports = new Set(portsOf(entry, config).map((port) => port.name));
    workspace.history.run(
      t('Change “{step}”', { step: stepName(workspace, node) }),
      (doc) => dropGone(setConfig(doc, node.id, config), node, entry, ports),
      { gather: `config:${node.id}` },
    );
  };
  return (
    <StepContext value={{ type: entry.type, config: node.data.config }}>
      <Fields
        schema={schema}
        root={schema}
        path=""
        value={node.data.config}
        onChange={change}
        faults={faults}
        eventName={eventName}
      />
      {entry.sends && (
        <div className={classes.facts}>
          {t('Checked by itself, each time it sends, so no step needs to ask it:')}
          <ul>
            <li>{t('no order, or other exit, has ended the journey for them')}</li>
            <li>{t('they agreed to this purpose, and have not written STOP')}</li>
            <li>{t('their limit is not used up; of a cart they are reminded once')}</li>
            <li>{t('it is a lawful hour where they are, else it waits for one')}</li>
            <li>{t('it still says something, and is not too late')}</li>
          </ul>
        </div>
      )}
    </StepContext>
  );
}

/** Ways from ports that this very change took away go with them; ways that hung loose before stay, and are shown. */
function dropGone(
  doc: Parameters<typeof dropEdgesFromMissingPorts>[0],
  before: GraphNode,
  entry: NodeTypeEntry,
  after: Set<string>,
) {
  const had = portsOf(entry, before.data.config).map((port) => port.name);
  const gone = new Set(had.filter((name) => !after.has(name)));
  if (gone.size === 0) return doc;
  const left = doc.graph.edges.filter((edge) => edge.source === before.id).map((edge) => edge.sourceHandle);
  return dropEdgesFromMissingPorts(
    doc,
    before.id,
    left.filter((port) => !gone.has(port)),
  );
}
