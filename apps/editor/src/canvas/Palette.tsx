import { TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useReactFlow } from '@xyflow/react';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { NodeTypeEntry } from '@signalbox/engine/graph';
import { nodeProblemsQuery } from '../api/queries.js';
import { GROUPS, StepIcon } from '../ui/step-icon.js';
import { addStep, placementFor } from '../workspace/actions.js';
import { STEP_WIDTH } from '../workspace/placing.js';
import { useWorkspace } from '../workspace/workspace.js';
import { findSteps } from './find-steps.js';
import { startStepDrag } from './palette-drag.js';
import classes from './Palette.module.css';

/** The kinds of step: drag one onto the canvas, or press it to add it where it fits. */
export function Palette() {
  const workspace = useWorkspace();
  const flow = useReactFlow();
  const [search, setSearch] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => input.current?.focus()]]);

  const shown = findSteps(workspace.catalogue, search);
  const add = (entry: NodeTypeEntry) => {
    const box = document.querySelector('.react-flow')?.getBoundingClientRect();
    const centre = flow.screenToFlowPosition({
      x: (box?.left ?? 0) + (box?.width ?? 800) / 2,
      y: (box?.top ?? 0) + (box?.height ?? 600) / 3,
    });
    const at = { x: centre.x - STEP_WIDTH / 2, y: centre.y - 40 };
    addStep(workspace, entry, placementFor(workspace, entry, at));
  };

  return (
    <aside className={classes.palette} aria-label="Steps">
      <TextInput
        ref={input}
        aria-label="Search steps"
        placeholder="Add a step"
        leftSection={<IconSearch size={15} stroke={1.8} />}
        rightSection={search ? null : <kbd className={classes.key}>/</kbd>}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setSearch('');
          if (event.key === 'Enter' && shown[0]) add(shown[0]);
        }}
      />
      {GROUPS.map(({ group, title }) => {
        const entries = shown.filter((entry) => entry.group === group);
        if (entries.length === 0) return null;
        return (
          <section key={group} aria-label={title}>
            <h2>{title}</h2>
            {entries.map((entry) => (
              <PaletteItem key={entry.type} entry={entry} onAdd={() => add(entry)} />
            ))}
          </section>
        );
      })}
      <NodeProblems />
      {shown.length === 0 && <p className={classes.none}>No step is called “{search}”.</p>}
    </aside>
  );
}

/** Whoever writes a package of node types sees here why one is not above. */
function NodeProblems() {
  const problems = useQuery(nodeProblemsQuery).data ?? [];
  if (problems.length === 0) return null;
  return (
    <section className={classes.problems} aria-label="Steps that could not be loaded">
      <h2>Could not be loaded</h2>
      {problems.map(({ source, type, message }) => (
        <p key={`${source}/${type}`}>
          <b>{type ?? source}</b> {message}
        </p>
      ))}
    </section>
  );
}

function PaletteItem({ entry, onAdd }: { entry: NodeTypeEntry; onAdd: () => void }) {
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
      data-step-type={entry.type}
      aria-label={entry.title}
      title={entry.description}
      onClick={onAdd}
      onKeyDown={onKeyDown}
      onDragStart={(event) => startStepDrag(event.dataTransfer, entry.type)}
    >
      <StepIcon entry={entry} />
      {entry.title}
    </div>
  );
}
