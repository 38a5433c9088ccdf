import { Popover, TextInput } from '@mantine/core';
import { IconArrowDown, IconUnlink } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { edgeFromPort, type JourneyDocument } from '../document/index.js';
import { t } from '../language/t.js';
import { addStep, connectPort, disconnectPort, whyNotConnect } from '../workspace/actions.js';
import { useCell } from '../workspace/cell.js';
import { stepName, useWorkspace, type Picker, type Workspace } from '../workspace/workspace.js';
import { StepIcon } from '../ui/step-icon.js';
import { findSteps } from './find-steps.js';
import classes from './StepPicker.module.css';

/** The one menu behind every port and every +: what comes next? Does all that dragging does, without dragging. */
export function StepPicker() {
  const workspace = useWorkspace();
  const picker = useCell(workspace.picker, (open) => open);
  const close = () => workspace.picker.set(null);
  return (
    <Popover
      opened={picker !== null}
      onChange={(opened) => {
        if (!opened) close();
      }}
      position="bottom"
      trapFocus
      returnFocus
      withRoles={false}
      width={260}
      radius={10}
      shadow="md"
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <span className={classes.anchor} style={picker?.anchor ?? {}} />
      </Popover.Target>
      <Popover.Dropdown className={classes.menu!} role="dialog" aria-label={t('What comes next?')}>
        {picker && (
          <Choices key={JSON.stringify(picker)} picker={picker} workspace={workspace} close={close} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChoicesProps {
  picker: Picker;
  workspace: Workspace;
  close: () => void;
}

function Choices({ picker, workspace, close }: ChoicesProps) {
  const [search, setSearch] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
  }, []);
  const doc = workspace.history.get();

  const added = findSteps(workspace.catalogue, search).filter((entry) => entry.group !== 'trigger');
  const others = picker.kind === 'port' ? reachable(workspace, doc, picker.nodeId, picker.port, search) : [];
  const isConnected = picker.kind === 'port' && edgeFromPort(doc, picker.nodeId, picker.port) !== undefined;
  const choose = (act: () => void) => () => {
    close();
    act();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = at + (event.key === 'ArrowDown' ? 1 : -1);
    if (next < 0) input.current?.focus();
    else buttons[Math.min(next, buttons.length - 1)]?.focus();
  };

  return (
    <div onKeyDown={onKeyDown}>
      <TextInput
        ref={input}
        size="xs"
        aria-label={t('Search what comes next')}
        placeholder={t('What comes next?')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') list.current?.querySelector('button')?.click();
        }}
      />
      <div ref={list} className={classes.list}>
        <Group title={t('Add a step')}>
          {added.map((entry) => (
            <button
              key={entry.type}
              type="button"
              onClick={choose(() => {
                addStep(
                  workspace,
                  entry,
                  picker.kind === 'port'
                    ? { nodeId: picker.nodeId, port: picker.port }
                    : { edgeId: picker.edgeId },
                );
              })}
            >
              <StepIcon entry={entry} small />
              {entry.title}
            </button>
          ))}
        </Group>
        {picker.kind === 'port' && others.length > 0 && (
          <Group title={t('Connect to…')}>
            {others.map((node) => (
              <button
                key={node.id}
                type="button"
                onClick={choose(() =>
                  connectPort(workspace, { source: picker.nodeId, port: picker.port, target: node.id }),
                )}
              >
                <IconArrowDown size={15} stroke={1.8} aria-hidden />
                {stepName(workspace, node)}
              </button>
            ))}
          </Group>
        )}
        {isConnected && (
          <Group title={t('This port')}>
            <button
              type="button"
              onClick={choose(() => disconnectPort(workspace, picker.nodeId, picker.port))}
            >
              <IconUnlink size={15} stroke={1.8} aria-hidden />
              {t('Disconnect')}
            </button>
          </Group>
        )}
      </div>
    </div>
  );
}

const reachable = (
  workspace: Workspace,
  doc: JourneyDocument,
  source: string,
  port: string,
  search: string,
) =>
  doc.graph.nodes.filter(
    (node) =>
      stepName(workspace, node).toLowerCase().includes(search.toLowerCase()) &&
      whyNotConnect(workspace, { source, port, target: node.id }) === null,
  );

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
