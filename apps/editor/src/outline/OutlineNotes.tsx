import { writeNote, removeNotes, type GraphNote } from '../document/index.js';
import { useWorkspace } from '../workspace/workspace.js';
import classes from './Outline.module.css';

export function OutlineNotes({ notes }: { notes: GraphNote[] }) {
  const { history } = useWorkspace();
  if (notes.length === 0) return null;
  return (
    <>
      <h3>Notes</h3>
      <ul className={classes.notes} aria-label="Notes">
        {notes.map((note) => (
          <li key={note.id}>
            <textarea
              aria-label="Note"
              value={note.text}
              maxLength={2_000}
              onChange={(event) => {
                const text = event.currentTarget.value;
                history.run('Write a note', (doc) => writeNote(doc, note.id, text), {
                  gather: `note:${note.id}`,
                });
              }}
            />
            <button
              type="button"
              onClick={() => history.run('Delete a note', (doc) => removeNotes(doc, [note.id]))}
            >
              Delete
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
