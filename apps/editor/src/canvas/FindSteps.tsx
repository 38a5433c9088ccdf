import { Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { renderSummary, type GraphNode, type SummaryWords } from '@signalbox/engine/graph';
import { useSummaryWords } from '../language/summary-words.js';
import { t } from '../language/t.js';
import { StepIcon } from '../ui/step-icon.js';
import { jumpTo } from '../workspace/actions.js';
import { useCell } from '../workspace/cell.js';
import { stepName, useWorkspace, type Workspace } from '../workspace/workspace.js';
import classes from './StepPicker.module.css';

const SHOWN = 30;

/** Finds a step of this journey by its name or by what it says, and shows it. */
export function FindSteps() {
  const workspace = useWorkspace();
  const words = useSummaryWords();
  const open = useCell(workspace.finding, (now) => now);
  const [search, setSearch] = useState('');
  const close = () => {
    workspace.finding.set(false);
    setSearch('');
  };
  if (!open) return null;
  const wanted = search.trim().toLowerCase();
  const found = workspace.history
    .get()
    .graph.nodes.filter((node) => wordsOf(workspace, node, words).toLowerCase().includes(wanted))
    .slice(0, SHOWN);
  const show = (id: string) => {
    close();
    jumpTo(workspace, id);
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('Find a step')}
      transitionProps={{ duration: 0 }}
      yOffset="12vh"
      centered={false}
    >
      <TextInput
        data-autofocus
        autoFocus
        aria-label={t('Find a step by its name or words')}
        placeholder={t('A name, a word of a text, an event')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && found[0]) show(found[0].id);
        }}
      />
      <div className={classes.list} role="list" aria-label={t('Found steps')}>
        {found.map((node) => (
          <div role="listitem" key={node.id}>
            <button type="button" onClick={() => show(node.id)}>
              <StepIcon entry={workspace.entryOf(node.type, node.data.version)} small />
              <span>
                {stepName(workspace, node)}
                <small>{sentenceOf(workspace, node, words)}</small>
              </span>
            </button>
          </div>
        ))}
      </div>
      {found.length === 0 && <p role="status">{t('No step says “{search}”.', { search })}</p>}
    </Modal>
  );
}

/** What a step does, as one line of plain words. */
function sentenceOf(workspace: Workspace, node: GraphNode, words: SummaryWords): string {
  const entry = workspace.entryOf(node.type, node.data.version);
  const { text } = node.data.config;
  if (entry?.sends && typeof text === 'string') return text;
  return entry
    ? renderSummary(entry, node.data.config, words)
        .map((part) => part.text)
        .join('')
    : node.type;
}

const wordsOf = (workspace: Workspace, node: GraphNode, words: SummaryWords) =>
  `${stepName(workspace, node)} ${sentenceOf(workspace, node, words)} ${JSON.stringify(node.data.config)}`;
