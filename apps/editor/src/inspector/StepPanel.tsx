import { ActionIcon, Menu, Tabs } from '@mantine/core';
import { IconArrowsMove, IconCopy, IconDots, IconTrash } from '@tabler/icons-react';
import type { Diagnostic, GraphNode } from '@signalbox/engine/graph';
import { useEffect, useRef, useState } from 'react';
import { renameNode } from '../document/index.js';
import { t } from '../language/t.js';
import { deleteSelection, duplicateSelection } from '../workspace/actions.js';
import { useCell } from '../workspace/cell.js';
import { useWorkspace, type Attention } from '../workspace/workspace.js';
import { StepIcon } from '../ui/step-icon.js';
import { StepConnections } from './StepConnections.js';
import { StepForm } from './StepForm.js';
import { StepHelp } from './StepHelp.js';
import { StepPeople } from './StepPeople.js';
import { VersionNotice } from './VersionNotice.js';
import { ProblemList } from './ProblemList.js';
import { useSeenOnLeaving } from './use-seen-on-leaving.js';
import { May } from '../team/May.js';
import classes from './Inspector.module.css';

const NONE: Diagnostic[] = [];

/** One step: what it does, where its ways lead, who is there, and what it is for. */
export function StepPanel({ node }: { node: GraphNode }) {
  const workspace = useWorkspace();
  const entry = workspace.entryOf(node.type, node.data.version);
  const isFresh = useCell(workspace.fresh, (all) => all.has(node.id));
  const found = useCell(workspace.faultsByNode, (all) => all.get(node.id)) ?? NONE;
  // Of a step that was just added the card says what is to be filled in; nothing here is a mistake yet.
  const faults = isFresh ? NONE : found;
  // Faults of a field stand at the field; here are the others.
  const others = faults.filter((fault) => !fault.field);
  const [tab, setTab] = useState<string | null>('does');
  const panel = useAttention(node.id, tab, setTab);
  return (
    <div ref={panel} {...useSeenOnLeaving(node.id)}>
      <div className={classes.heading}>
        <StepIcon entry={entry} />
        <StepName node={node} title={entry?.title ?? node.type} />
        <May need="change" hide>
          <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={t('More for this step')}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => duplicateSelection(workspace)}>
                {t('Duplicate')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconArrowsMove size={15} />}
                onClick={() => {
                  workspace.view.set('canvas');
                  workspace.moving.set(node.id);
                }}
              >
                {t('Move to…')}
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash size={15} />} onClick={() => deleteSelection(workspace)}>
                {t('Delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </May>
      </div>
      {others.length > 0 && (
        <div className={classes.faults}>
          <ProblemList faults={others.map(({ nodeId: _here, ...fault }) => fault)} onJump={() => undefined} />
        </div>
      )}
      <May need="change">
        <VersionNotice node={node} entry={entry} />
      </May>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List px={8} className={classes.tabs!}>
          <Tabs.Tab value="does">{entry?.sends ? t('Message') : t('What it does')}</Tabs.Tab>
          {!entry?.ends && <Tabs.Tab value="ways">{t('Then')}</Tabs.Tab>}
          <Tabs.Tab value="people">{t('People')}</Tabs.Tab>
          {entry && <Tabs.Tab value="help">{t('Help')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="does" className={classes.body!}>
          <May need="change">
            <StepForm node={node} entry={entry} faults={faults} />
          </May>
        </Tabs.Panel>
        <Tabs.Panel value="ways" className={classes.body!}>
          <May need="change">
            <StepConnections node={node} />
          </May>
        </Tabs.Panel>
        <Tabs.Panel value="people" className={classes.body!}>
          <StepPeople node={node} entry={entry} />
        </Tabs.Panel>
        {entry && (
          <Tabs.Panel value="help" className={classes.body!}>
            <StepHelp entry={entry} />
          </Tabs.Panel>
        )}
      </Tabs>
    </div>
  );
}

/** Leads the focus to the field, or the ways out, that somebody asked to see, once its tab is open. */
function useAttention(nodeId: string, tab: string | null, setTab: (tab: string) => void) {
  const { attention } = useWorkspace();
  const wanted = useCell(attention, (now) => (now?.nodeId === nodeId ? now : null));
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!wanted) return;
    const wantedTab = tabOf(wanted.at) ?? tab;
    if (wantedTab !== null && wantedTab !== tab) return setTab(wantedTab);
    const field =
      wanted.at === null || wanted.at === 'people'
        ? '[role="tab"][aria-selected="true"]'
        : wanted.at === 'ports'
          ? '[role="tabpanel"] input'
          : `[data-field="${CSS.escape(wanted.at.field)}"] :is(input, textarea, button)`;
    panel.current?.querySelector<HTMLElement>(field)?.focus();
    attention.set(null);
  }, [attention, wanted, tab, setTab]);
  return panel;
}

function tabOf(at: Attention['at']): string | null {
  if (at === 'ports') return 'ways';
  if (at === 'people') return 'people';
  return at && 'does';
}

function StepName({ node, title }: { node: GraphNode; title: string }) {
  const { history, isReadOnly } = useWorkspace();
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft === null) return;
    const name = draft.trim() === title ? '' : draft.trim();
    setDraft(null);
    history.run(t('Rename the step to “{name}”', { name: name || title }), (doc) =>
      renameNode(doc, node.id, name),
    );
  };
  return (
    <input
      aria-label={t('Step name')}
      placeholder={title}
      maxLength={80}
      readOnly={isReadOnly}
      value={draft ?? node.data.name ?? title}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
