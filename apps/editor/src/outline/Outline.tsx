import { useRef, type KeyboardEvent } from 'react';
import { notesOf, outlineOf } from '../document/index.js';
import { shownPorts } from '../workspace/ports.js';
import { useDocument, useWorkspace } from '../workspace/workspace.js';
import { ViewSwitch } from '../canvas/ViewSwitch.js';
import { CountedMenu } from '../journey/CountedMenu.js';
import { t } from '../language/t.js';
import { useCell } from '../workspace/cell.js';
import { OutlineNotes } from './OutlineNotes.js';
import { OutlineSteps } from './OutlineStep.js';
import classes from './Outline.module.css';

/** The journey as a list, from its start to every end: all that the canvas shows and can do, to read, hear and type. */
export function Outline() {
  const workspace = useWorkspace();
  const graph = useDocument((doc) => doc.graph);
  const hasLive = useCell(workspace.compared, (all) => all !== null);
  const list = useRef<HTMLDivElement>(null);
  const isStart = (type: string) => workspace.entryOf(type)?.group === 'trigger';
  const doc = workspace.history.get();
  const outline = outlineOf(
    graph,
    (node) => shownPorts(workspace, node, doc).map(({ name }) => name),
    (node) => isStart(node.type),
  );
  const started = outline.chains.filter(([first]) => first && isStart(first.node.type));
  const loose = outline.chains.filter(([first]) => first && !isStart(first.node.type));

  /** Up and down go from step to step, as in a list of files. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const names = [...(list.current?.querySelectorAll<HTMLElement>('[data-outline-step]') ?? [])];
    const at = names.indexOf(document.activeElement as HTMLElement);
    if (at === -1) return;
    event.preventDefault();
    names[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  };

  return (
    <section className={classes.outline} aria-label={t('Outline')} data-region>
      <div className={classes.page} ref={list} onKeyDown={onKeyDown}>
        <header className={classes.top}>
          <h2>
            {t('{nodes, plural, one {# step} other {# steps}} from start to end', {
              nodes: graph.nodes.length,
            })}
            <small>
              {workspace.isReadOnly
                ? t('Arrow keys go from step to step, Enter shows one.')
                : t('Arrow keys go from step to step, Enter shows one, F2 renames it.')}
            </small>
          </h2>
          <div className={classes.show}>
            {hasLive && <CountedMenu />}
            <ViewSwitch />
          </div>
        </header>
        {graph.nodes.length === 0 && (
          <p className={classes.hint}>
            {t('Start with a trigger: press one on the left. It says which event lets people in.')}
          </p>
        )}
        {started.map((chain) => (
          <OutlineSteps
            key={chain[0]!.node.id}
            steps={chain}
            numbers={outline.numbers}
            label={t('From the start')}
          />
        ))}
        {loose.length > 0 && (
          <>
            <h3>{t('Nothing leads here yet')}</h3>
            {loose.map((chain) => (
              <OutlineSteps
                key={chain[0]!.node.id}
                steps={chain}
                numbers={outline.numbers}
                label={t('Steps that nothing leads to')}
              />
            ))}
          </>
        )}
        <OutlineNotes notes={notesOf(graph)} />
      </div>
    </section>
  );
}
