import { writeNote, removeNotes, type GraphNote } from '../document/index.js';
import { t } from '../language/t.js';
import { useWorkspace } from '../workspace/workspace.js';
import classes from './Outline.module.css';

export function OutlineNotes({ notes }: { notes: GraphNote[] }) {
  const { history } = useWorkspace();
  if (notes.length === 0) return null;
  return (
    <>
      <h3>{t('Notes')}</h3>
      <ul className={classes.notes} aria-label={t('Notes')}>
        {notes.map((note) => (
          <li key={note.id}>
            <textarea
              aria-label={t('Note')}
              value={note.text}
              maxLength={2_000}
              onChange={(event) => {
                const text = event.currentTarget.value;
                history.run(t('Write a note'), (doc) => writeNote(doc, note.id, text), {
                  gather: `note:${note.id}`,
                });
              }}
            />
            <button
              type="button"
              onClick={() => history.run(t('Delete a note'), (doc) => removeNotes(doc, [note.id]))}
            >
              {t('Delete')}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
