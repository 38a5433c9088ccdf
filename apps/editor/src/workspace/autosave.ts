import type { SavedDraft } from '@signalbox/api/contract';
import type { JourneyGraph } from '@signalbox/engine/graph';
import { ApiProblem, NoAnswer, sayError } from '../api/client.js';
import type { History, JourneyDocument } from '../document/index.js';
import { createCell, type Cell } from './cell.js';

export type SaveState =
  | { kind: 'saved'; at: string | null }
  | { kind: 'pending' }
  | { kind: 'saving' }
  | { kind: 'failed'; message: string }
  /** Somebody else saved meanwhile: one has to choose. */
  | { kind: 'conflict'; theirs: Draft };

export interface Draft {
  revision: number;
  graph: JourneyGraph;
}

interface Options {
  history: History<JourneyDocument>;
  /** What the server has, and of which revision. */
  saved: JourneyDocument;
  revision: number;
  save: (draft: { revision: number; graph: JourneyGraph; name: string }) => Promise<SavedDraft>;
  /** @param doc what was saved, which may be older than what is edited */
  onSaved: (saved: SavedDraft, doc: JourneyDocument) => void;
  /** Keeps what is not saved yet through a closed tab; `null` when all is saved. */
  backup: (unsaved: { revision: number; doc: JourneyDocument } | null) => void;
}

export interface Autosave {
  state: Cell<SaveState>;
  revision: () => number;
  /** Saves now what is not saved yet. @returns the revision, or `null` if it could not be saved */
  flush: () => Promise<number | null>;
  /** Answers to a conflict. Taking theirs is an edit like any other: it can be undone. */
  keepMine: () => void;
  takeTheirs: () => void;
  /** The server has a newer draft, and nothing here is unsaved. */
  adopt: (draft: Draft & { name: string }) => void;
  /** Begins to follow the edits. @returns stops, after saving what is left */
  start: () => () => void;
}

const AFTER_EDIT_MS = 700;
const RETRY_MS = [2_000, 5_000, 10_000, 20_000];

/** Saves the document a moment after each edit, one request at a time, and tells how it stands. */
export function createAutosave({ history, saved, revision, save, onSaved, backup }: Options): Autosave {
  const state = createCell<SaveState>({ kind: 'saved', at: null });
  let savedDoc = saved;
  let inFlight: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const isDirty = () => history.get() !== savedDoc;
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void saveOnce(), ms);
  };

  async function request(doc: JourneyDocument): Promise<void> {
    state.set({ kind: 'saving' });
    try {
      const answer = await save({ revision, graph: doc.graph, name: doc.name });
      revision = answer.revision;
      savedDoc = doc;
      failures = 0;
      if (isDirty()) {
        state.set({ kind: 'pending' });
        later(AFTER_EDIT_MS);
      } else {
        backup(null);
        state.set({ kind: 'saved', at: answer.savedAt });
      }
      onSaved(answer, doc);
    } catch (error) {
      backup({ revision, doc: history.get() });
      if (error instanceof ApiProblem && error.status === 409 && error.body.current) {
        const theirs = error.body.current as Draft;
        if (JSON.stringify(theirs.graph) === JSON.stringify(doc.graph)) {
          // Ours after all: it was saved, and only the answer got lost.
          revision = theirs.revision;
          later(0);
        } else state.set({ kind: 'conflict', theirs });
        return;
      }
      state.set({ kind: 'failed', message: sayError(error) });
      // A refusal would be refused again; the next edit tries anew.
      if (error instanceof NoAnswer || (error instanceof ApiProblem && error.status >= 500)) {
        later(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]!);
        failures += 1;
      }
    }
  }

  async function saveOnce(): Promise<void> {
    clearTimeout(timer);
    if (inFlight) await inFlight;
    if (!isDirty() || state.get().kind === 'conflict') return;
    inFlight = request(history.get()).finally(() => {
      inFlight = null;
    });
    await inFlight;
  }

  function onEdit() {
    if (state.get().kind === 'conflict') return;
    if (!isDirty()) {
      clearTimeout(timer);
      if (!inFlight) {
        backup(null);
        state.set({ kind: 'saved', at: null });
      }
      return;
    }
    backup({ revision, doc: history.get() });
    if (!inFlight) state.set({ kind: 'pending' });
    later(AFTER_EDIT_MS);
  }

  return {
    state,
    revision: () => revision,
    async flush() {
      await saveOnce();
      return state.get().kind === 'saved' ? revision : null;
    },
    keepMine() {
      const now = state.get();
      if (now.kind !== 'conflict') return;
      revision = now.theirs.revision;
      state.set({ kind: 'pending' });
      void saveOnce();
    },
    takeTheirs() {
      const now = state.get();
      if (now.kind !== 'conflict') return;
      revision = now.theirs.revision;
      const { graph } = now.theirs;
      history.run('Take the other version', (doc) => ({ ...doc, graph }));
      savedDoc = history.get();
      backup(null);
      state.set({ kind: 'saved', at: null });
    },
    adopt(draft) {
      if (draft.revision <= revision || isDirty() || inFlight) return;
      revision = draft.revision;
      // Not an edit of ours, so nothing to save: a conflict is what keeps the listener still meanwhile.
      state.set({ kind: 'conflict', theirs: draft });
      history.run('Changes made elsewhere', () => ({ name: draft.name, graph: draft.graph }));
      savedDoc = history.get();
      state.set({ kind: 'saved', at: null });
    },
    start() {
      const unsubscribe = history.subscribe(onEdit);
      if (isDirty()) onEdit();
      return () => {
        unsubscribe();
        void saveOnce();
      };
    },
  };
}
