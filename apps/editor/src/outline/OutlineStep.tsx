import { ActionIcon, Menu } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconDots, IconPencil } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { Link } from 'react-router';
import { nodeById, renameNode, type OutlineStep as Step, type OutlineWay } from '../document/index.js';
import { elapsedWords } from '../canvas/elapsed-words.js';
import { StepNumbers } from '../canvas/StepNumbers.js';
import { MarkChip, useMark } from '../canvas/MarkChip.js';
import { StepSentence } from '../canvas/StepSentence.js';
import { formatCount } from '../format/number.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { StepIcon } from '../ui/step-icon.js';
import {
  deleteSelection,
  disconnectPort,
  duplicateSelection,
  formerOf,
  jumpTo,
  moveEarlier,
} from '../workspace/actions.js';
import { useCell } from '../workspace/cell.js';
import { toFillIn } from '../workspace/fresh.js';
import { peopleBehind } from '../workspace/people-behind.js';
import { shownPorts } from '../workspace/ports.js';
import { stepName, useSelected, useWorkspace } from '../workspace/workspace.js';
import classes from './Outline.module.css';

interface StepsProps {
  steps: Step[];
  numbers: Map<string, number>;
  label: string;
}

export function OutlineSteps({ steps, numbers, label }: StepsProps) {
  return (
    <ol className={classes.steps} aria-label={label}>
      {steps.map((step) => (
        <OutlineItem key={step.node.id} step={step} numbers={numbers} />
      ))}
    </ol>
  );
}

/** One step: its number, name and sentence, what is wrong, and where each of its ways leads. */
function OutlineItem({ step, numbers }: { step: Step; numbers: Map<string, number> }) {
  const workspace = useWorkspace();
  const { node, number, ways } = step;
  const entry = workspace.entryOf(node.type, node.data.version);
  const found = useCell(workspace.faultsByNode, (all) => all.get(node.id)) ?? [];
  const isFresh = useCell(workspace.fresh, (all) => all.has(node.id)) && found.length > 0;
  const faults = isFresh ? [] : found;
  const elapsed = useCell(workspace.elapsed, (all) => elapsedWords(all.get(node.id), entry));
  const mark = useMark(node.id);
  const isSelected = useSelected(({ nodes }) => nodes.has(node.id));
  const [renaming, setRenaming] = useState(false);
  const name = stepName(workspace, node);
  const select = () => workspace.selection.set([node.id]);
  const ports = new Map(
    shownPorts(workspace, node, workspace.history.get()).map((port) => [port.name, port]),
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (workspace.isReadOnly) return;
    if (event.key === 'F2') setRenaming(true);
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      event.stopPropagation();
      select();
      deleteSelection(workspace);
    }
  };

  return (
    <li className={classes.step} data-node-id={node.id}>
      <div className={classes.card} data-selected={isSelected || undefined}>
        <span className={classes.number}>{number}</span>
        <StepIcon entry={entry} />
        <div className={classes.words}>
          {renaming ? (
            <RenameField
              nodeId={node.id}
              name={name}
              title={entry?.title ?? node.type}
              onDone={() => setRenaming(false)}
            />
          ) : (
            <button
              type="button"
              className={classes.name}
              data-outline-step={node.id}
              aria-current={isSelected || undefined}
              onClick={select}
              onDoubleClick={() => setRenaming(!workspace.isReadOnly)}
              onKeyDown={onKeyDown}
            >
              {name} {entry && name !== entry.title && <span className={classes.kind}>{entry.title}</span>}
            </button>
          )}
          <StepSentence entry={entry} node={node} />
          {isFresh && (
            <p className={classes.fault} data-severity="to-fill-in">
              <IconPencil size={15} aria-hidden />
              {toFillIn(entry, found)}
            </p>
          )}
          {faults.map((fault, index) => (
            <p key={index} className={classes.fault} data-severity={fault.severity}>
              {fault.severity === 'error' ? (
                <IconAlertCircle size={15} aria-label={t('Error')} />
              ) : (
                <IconAlertTriangle size={15} aria-label={t('Warning')} />
              )}
              {said(fault.message)}
            </p>
          ))}
          <div className={classes.figures}>
            <StepNumbers id={node.id} entry={entry} />
          </div>
        </div>
        <span className={classes.when}>{mark ? <MarkChip mark={mark} /> : elapsed}</span>
        {!workspace.isReadOnly && <StepMenu step={step} name={name} onRename={() => setRenaming(true)} />}
      </div>
      {ways.length > 0 && (
        <ul className={classes.ways} aria-label={t('Ways out of {name}', { name })}>
          {ways.map((way) => (
            <Way
              key={way.port}
              way={way}
              nodeId={node.id}
              label={ports.get(way.port)?.label ?? way.port}
              tone={ports.get(way.port)?.tone ?? 'neutral'}
              optional={ports.get(way.port)?.optional ?? false}
              numbers={numbers}
              isOnly={ways.length === 1}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

interface WayProps {
  way: OutlineWay;
  nodeId: string;
  label: string;
  tone: string;
  optional: boolean;
  numbers: Map<string, number>;
  isOnly: boolean;
}

function Way({ way, nodeId, label, tone, optional, numbers, isOnly }: WayProps) {
  const workspace = useWorkspace();
  const left = useCell(workspace.stats, (stats) => stats?.nodes[nodeId]?.left[way.port] ?? 0);
  const counted = useCell(workspace.counted, (now) => now);
  const edge = workspace.history
    .get()
    .graph.edges.find((one) => one.source === nodeId && one.sourceHandle === way.port);
  const other =
    way.leads.kind === 'elsewhere' ? nodeById(workspace.history.get(), way.leads.nodeId) : undefined;
  const open = (element: Element, kind: 'port' | 'edge') => {
    const box = element.getBoundingClientRect();
    const anchor = { left: box.left + box.width / 2, top: box.bottom };
    workspace.picker.set(
      kind === 'edge' && edge
        ? { kind: 'edge', edgeId: edge.id, anchor }
        : { kind: 'port', nodeId, port: way.port, anchor },
    );
  };
  return (
    <li data-port={way.port}>
      <div className={classes.way}>
        <span className={classes.port} data-tone={tone}>
          <i aria-hidden />
          {label}
        </span>
        {left > 0 && (
          <Link
            to={peopleBehind(workspace.journeyId, { node: nodeId, port: way.port, counted })}
            className={classes.count}
            aria-label={t('{left} went this way', { left: formatCount(left) })}
          >
            {formatCount(left)}
          </Link>
        )}
        {way.leads.kind === 'nowhere' && <span>{optional ? t('ends here') : t('leads nowhere yet')}</span>}
        {other && (
          <>
            <span>{t('goes on at')}</span>
            <button type="button" className={classes.link} onClick={() => jumpTo(workspace, other.id)}>
              {numbers.get(other.id)} {stepName(workspace, other)}
            </button>
          </>
        )}
        {way.leads.kind === 'steps' && way.leads.steps.length === 0 && isOnly && label !== 'Then' && (
          <span>{t('then')}</span>
        )}
        {!workspace.isReadOnly && (
          <span className={classes.acts}>
            {edge ? (
              <>
                <button
                  type="button"
                  onClick={(event) => open(event.currentTarget, 'edge')}
                  aria-label={t('Add a step after “{label}”', { label })}
                >
                  {t('Add a step')}
                </button>
                <button
                  type="button"
                  onClick={(event) => open(event.currentTarget, 'port')}
                  aria-label={t('Lead “{label}” elsewhere', { label })}
                >
                  {t('Lead elsewhere')}
                </button>
                <button
                  type="button"
                  onClick={() => disconnectPort(workspace, nodeId, way.port)}
                  aria-label={t('Disconnect “{label}”', { label })}
                >
                  {t('Disconnect')}
                </button>
              </>
            ) : (
              <button
                type="button"
                onClick={(event) => open(event.currentTarget, 'port')}
                aria-label={t('Add or connect after “{label}”', { label })}
              >
                {t('Add or connect')}
              </button>
            )}
          </span>
        )}
      </div>
      {way.leads.kind === 'steps' && way.leads.steps.length > 0 && (
        <OutlineSteps steps={way.leads.steps} numbers={numbers} label={t('After “{label}”', { label })} />
      )}
    </li>
  );
}

function StepMenu({ step: { node }, name, onRename }: { step: Step; name: string; onRename: () => void }) {
  const workspace = useWorkspace();
  const former = formerOf(workspace, node);
  const after = workspace.history.get().graph.edges.filter((edge) => edge.source === node.id);
  const only = after.length === 1 ? nodeById(workspace.history.get(), after[0]!.target) : undefined;
  const canGoLater = only && formerOf(workspace, only)?.former.id === node.id;
  const withThis = (act: () => void) => () => {
    workspace.selection.set([node.id]);
    act();
  };
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('More for {name}', { name })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onRename}>{t('Rename')}</Menu.Item>
        <Menu.Item disabled={!former} onClick={() => moveEarlier(workspace, node)}>
          {t('Move earlier')}
        </Menu.Item>
        <Menu.Item disabled={!canGoLater} onClick={() => only && moveEarlier(workspace, only)}>
          {t('Move later')}
        </Menu.Item>
        <Menu.Item onClick={withThis(() => duplicateSelection(workspace))}>{t('Duplicate')}</Menu.Item>
        <Menu.Item onClick={withThis(() => deleteSelection(workspace))}>{t('Delete')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface RenameProps {
  nodeId: string;
  name: string;
  title: string;
  onDone: () => void;
}

function RenameField({ nodeId, name, title, onDone }: RenameProps) {
  const { history } = useWorkspace();
  const [draft, setDraft] = useState(name);
  const commit = () => {
    const next = draft.trim() === title ? '' : draft.trim();
    history.run(t('Rename the step to “{next}”', { next: next || title }), (doc) =>
      renameNode(doc, nodeId, next),
    );
    onDone();
  };
  return (
    <input
      className={classes.rename}
      aria-label={t('New name of the step')}
      autoFocus
      maxLength={80}
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={commit}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') onDone();
      }}
    />
  );
}
