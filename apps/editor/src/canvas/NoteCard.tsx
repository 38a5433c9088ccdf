import type { NodeProps } from '@xyflow/react';
import { IconLink, IconNote, IconPinned } from '@tabler/icons-react';
import { memo, useEffect, useRef } from 'react';
import { goesAlong, letNoteGoAlong, writeNote } from '../document/index.js';
import { t } from '../language/t.js';
import { useWorkspace } from '../workspace/workspace.js';
import type { NoteFlowNode } from './drawn-nodes.js';
import classes from './NoteCard.module.css';

/** What people write beside the steps, for each other. */
export const NoteCard = memo(function NoteCard({ id, data: { note }, selected }: NodeProps<NoteFlowNode>) {
  const { history, isReadOnly } = useWorkspace();
  const field = useRef<HTMLTextAreaElement>(null);
  // A note that has just been put down is there to be written in.
  useEffect(() => {
    if (!selected || field.current?.value !== '') return;
    // The canvas shows a new note once it has measured it, and what is hidden takes no focus.
    let frame = requestAnimationFrame(function focus() {
      field.current?.focus();
      if (field.current && document.activeElement !== field.current) frame = requestAnimationFrame(focus);
    });
    return () => cancelAnimationFrame(frame);
  }, [selected]);
  return (
    <div className={classes.note} data-selected={selected || undefined}>
      <div className={classes.side}>
        <IconNote size={14} stroke={1.8} aria-hidden />
        {!isReadOnly && <GoesAlong id={id} along={goesAlong(note)} />}
      </div>
      <textarea
        ref={field}
        className="nodrag nowheel"
        aria-label={t('Note')}
        placeholder={t('Write a note')}
        maxLength={2_000}
        readOnly={isReadOnly}
        value={note.text}
        onChange={(event) => {
          const text = event.currentTarget.value;
          history.run(t('Write a note'), (doc) => writeNote(doc, id, text), { gather: `note:${id}` });
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
    </div>
  );
});

function GoesAlong({ id, along }: { id: string; along: boolean }) {
  const { history } = useWorkspace();
  const words = along ? t('Moves with the step beside it') : t('Stays where it is');
  const change = () =>
    history.run(along ? t('Let a note stay where it is') : t('Let a note move with its step'), (doc) =>
      letNoteGoAlong(doc, id, !along),
    );
  return (
    <button
      type="button"
      className={`${classes.along} nodrag`}
      aria-label={t('Moves with the step beside it')}
      aria-pressed={along}
      title={words}
      onClick={change}
    >
      {along ? <IconLink size={14} stroke={1.8} /> : <IconPinned size={14} stroke={1.8} />}
    </button>
  );
}
