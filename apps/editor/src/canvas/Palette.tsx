import { TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconNote, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useReactFlow } from '@xyflow/react';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { NodeTypeEntry } from '@signalbox/engine/graph';
import { nodeProblemsQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { StepIcon } from '../ui/step-icon.js';
import { addStep, placementFor, putNote } from '../workspace/actions.js';
import { belowAll, cardsOf, freeSpot, STEP_WIDTH } from '../workspace/placing.js';
import { useDocument, useWorkspace } from '../workspace/workspace.js';
import { findSteps } from './find-steps.js';
import { paletteSections, type PaletteSection } from './palette-sections.js';
import { NOTE, startStepDrag } from './palette-drag.js';
import classes from './Palette.module.css';

/** The kinds of step: drag one onto the canvas, or press it to add it where it fits. */
export function Palette() {
  const workspace = useWorkspace();
  const flow = useReactFlow();
  const [search, setSearch] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => input.current?.focus()]]);

  const shown = findSteps(workspace.catalogue, search);
  const hasStart = useDocument((doc) =>
    doc.graph.nodes.some(({ type }) => workspace.entryOf(type)?.group === 'trigger'),
  );
  const middle = () => {
    const box = document.querySelector('.react-flow')?.getBoundingClientRect();
    if (!box) return belowAll(cardsOf(workspace, workspace.history.get()));
    const centre = flow.screenToFlowPosition({
      x: box.left + box.width / 2,
      y: box.top + box.height / 3,
    });
    return { x: centre.x - STEP_WIDTH / 2, y: centre.y - 40 };
  };
  const add = (entry: NodeTypeEntry) => {
    addStep(workspace, entry, placementFor(workspace, entry, middle()));
  };

  return (
    <aside className={classes.palette} aria-label={t('Steps')} data-region>
      <TextInput
        ref={input}
        data-search-steps
        aria-label={t('Search steps')}
        placeholder={t('Add a step')}
        leftSection={<IconSearch size={15} stroke={1.8} />}
        rightSection={search ? null : <kbd className={classes.key}>/</kbd>}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setSearch('');
          if (event.key === 'Enter' && shown[0]) {
            add(shown[0]);
            setSearch('');
          }
        }}
      />
      {paletteSections(shown, { hasStart, isSearching: search.trim() !== '' }).map((section) => (
        <Section key={section.title} {...section} onAdd={add} />
      ))}
      {search.trim() === '' && (
        <section aria-label={t('Beside the steps')}>
          <h2>{t('Beside the steps')}</h2>
          <Item
            title={t('Note')}
            description={t('What you want to remember, or tell others. It does nothing.')}
            type={NOTE}
            icon={<IconNote size={16} stroke={1.8} className={classes.note} />}
            onAdd={() => putNote(workspace, freeSpot(cardsOf(workspace, workspace.history.get()), middle()))}
          />
        </section>
      )}
      <NodeProblems />
      {shown.length === 0 && <p className={classes.none}>{t('No step is called “{search}”.', { search })}</p>}
    </aside>
  );
}

/** Whoever writes a package of node types sees here why one is not above. */
function NodeProblems() {
  const problems = useQuery(nodeProblemsQuery).data ?? [];
  if (problems.length === 0) return null;
  return (
    <section className={classes.problems} aria-label={t('Steps that could not be loaded')}>
      <h2>{t('Could not be loaded')}</h2>
      {problems.map(({ source, type, message }) => (
        <p key={`${source}/${type}`}>
          <b>{type ?? source}</b> {message}
        </p>
      ))}
    </section>
  );
}

function Section({
  title,
  entries,
  more,
  onAdd,
}: PaletteSection & { onAdd: (entry: NodeTypeEntry) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {[...entries, ...(open ? more : [])].map((entry) => (
        <Item
          key={entry.type}
          title={entry.title}
          description={entry.description}
          type={entry.type}
          icon={<StepIcon entry={entry} />}
          onAdd={() => onAdd(entry)}
        />
      ))}
      {more.length > 0 && (
        <button type="button" className={classes.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('Fewer') : t('{more} more', { more: more.length })}
        </button>
      )}
    </section>
  );
}

interface ItemProps {
  title: string;
  description: string;
  type: string;
  icon: ReactNode;
  onAdd: () => void;
}

function Item({ title, description, type, icon, onAdd }: ItemProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onAdd();
  };
  return (
    <div
      role="button"
      tabIndex={0}
      draggable
      className={classes.item}
      data-step-type={type}
      aria-label={title}
      title={description}
      onClick={onAdd}
      onKeyDown={onKeyDown}
      onDragStart={(event) => startStepDrag(event.dataTransfer, type)}
    >
      {icon}
      {title}
    </div>
  );
}
