import { Button, Group, Modal, SegmentedControl, Text } from '@mantine/core';
import type { SummaryWords } from '@signalbox/engine/graph';
import { useState } from 'react';
import type { Clash, Side } from '../document/index.js';
import { nodeById } from '../document/index.js';
import { quoted, titleFromName } from '../format/words.js';
import type { FieldSchema } from '../inspector/field-schema.js';
import { useSummaryWords } from '../language/summary-words.js';
import { t } from '../language/t.js';
import { fieldInWords } from '../publish/field-changes.js';
import { settingInWords, settingTitle } from '../publish/setting-changes.js';
import type { Autosave, SaveState } from '../workspace/autosave.js';
import { useCell } from '../workspace/cell.js';
import { stepName, useWorkspace, type Workspace } from '../workspace/workspace.js';
import classes from './ConflictDialog.module.css';

/** What two people, or two tabs, changed at once, each in its own way: whose counts is a choice, never an accident. */
export function ConflictDialog({ autosave }: { autosave: Autosave }) {
  const state = useCell(autosave.state, (now) => now);
  if (state.kind !== 'conflict') return null;
  return <Choices key={state.theirs.revision} conflict={state} onSettle={autosave.settle} />;
}

interface Props {
  conflict: Extract<SaveState, { kind: 'conflict' }>;
  onSettle: Autosave['settle'];
}

function Choices({ conflict, onSettle }: Props) {
  const workspace = useWorkspace();
  const [choices, setChoices] = useState<{ [key: string]: Side }>({});
  const words = useSummaryWords();
  const { clashes, theirs } = conflict;
  const all = (side: Side) => setChoices(Object.fromEntries(clashes.map(({ key }) => [key, side])));
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      size="lg"
      title={t('{clashes, plural, one {# thing was} other {# things were}} changed here and elsewhere', {
        clashes: clashes.length,
      })}
    >
      <Text>
        {t(
          'Another tab or person saved this journey while you were editing. All other changes, theirs and yours, are kept. Choose whose counts:',
        )}
      </Text>
      <ul className={classes.clashes}>
        {clashes.map((clash) => (
          <li key={clash.key}>
            <b>{nameOf(workspace, clash)}</b>
            <dl>
              <dt>{t('Yours')}</dt>
              <dd>{inWords(workspace, clash, clash.mine, theirs, words)}</dd>
              <dt>{t('Theirs')}</dt>
              <dd>{inWords(workspace, clash, clash.theirs, theirs, words)}</dd>
            </dl>
            <SegmentedControl
              size="xs"
              aria-label={t('Whose counts: {step}', { step: nameOf(workspace, clash) })}
              value={choices[clash.key] ?? 'mine'}
              onChange={(side) => setChoices({ ...choices, [clash.key]: side as Side })}
              data={[
                { value: 'mine', label: t('Keep mine') },
                { value: 'theirs', label: t('Take theirs') },
              ]}
            />
          </li>
        ))}
      </ul>
      <Text mt="xs" c="dimmed">
        {t('Where you take theirs, Undo brings yours back.')}
      </Text>
      <Group mt="lg" justify="flex-end">
        {clashes.length > 1 && (
          <>
            <Button variant="subtle" color="gray" onClick={() => all('mine')}>
              {t('All mine')}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => all('theirs')}>
              {t('All theirs')}
            </Button>
          </>
        )}
        <Button onClick={() => onSettle(choices)}>{t('Go on')}</Button>
      </Group>
    </Modal>
  );
}

function nameOf(workspace: Workspace, { nodeId, part, field }: Clash): string {
  const node = nodeId === undefined ? undefined : nodeById(workspace.history.get(), nodeId);
  const step = node ? quoted(stepName(workspace, node)) : t('A step');
  const entry = node && workspace.entryOf(node.type, node.data.version);
  const titled = (entry?.configSchema as FieldSchema | undefined)?.properties?.[field ?? '']?.title;
  switch (part) {
    case 'field':
      return `${step}: ${titled ?? titleFromName(field ?? '')}`;
    case 'name':
      return t('{step}: its name', { step });
    case 'way':
      return t('{step}: where it leads', { step });
    case 'version':
      return t('{step}: its kind', { step });
    case 'step':
      return step;
    case 'setting':
      return t('The journey: {field}', { field: settingTitle(field ?? 'settings') });
    case 'note':
      return t('A note');
    case 'journey':
      return field ? t('The journey: {field}', { field: titleFromName(field) }) : t('The journey’s name');
  }
}

function inWords(
  workspace: Workspace,
  { part, nodeId, field = '' }: Clash,
  value: unknown,
  theirs: Props['conflict']['theirs'],
  words: SummaryWords,
): string {
  if (value === undefined) return part === 'way' ? t('Nowhere') : t('Deleted');
  if (part === 'way') {
    const node =
      nodeById(workspace.history.get(), String(value)) ?? theirs.graph.nodes.find(({ id }) => id === value);
    return node ? t('To “{step}”', { step: stepName(workspace, node) }) : t('To a step that is gone');
  }
  if (part === 'step' || part === 'version') return t('Kept, with its changes');
  if (part === 'note') return (value as { text?: string }).text || t('An empty note');
  if (part === 'setting') return settingInWords({ [field]: value }, field, words);
  const node = nodeId === undefined ? undefined : nodeById(workspace.history.get(), nodeId);
  const entry = node && workspace.entryOf(node.type, node.data.version);
  if (part === 'field' && entry) return fieldInWords(value, field, entry.configSchema, words);
  return typeof value === 'string' ? value || t('Nothing') : JSON.stringify(value);
}
