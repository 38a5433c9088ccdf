import type { SavedDraft } from '@signalbox/api/contract';
import { canonicalJson, type JourneyGraph } from '@signalbox/engine/graph';
import { ApiProblem, NoAnswer, sayError } from '../api/client.js';
import {
  mergeDocuments,
  type Clash,
  type History,
  type JourneyDocument,
  type Side,
} from '../document/index.js';
import { t } from '../language/t.js';
import { createCell, type Cell } from './cell.js';

export type SaveState =
  | { kind: 'saved'; at: string | null }
  | { kind: 'pending' }
  | { kind: 'saving' }
  | { kind: 'failed'; message: string }
  /** Somebody else saved meanwhile and changed the same things: one has to choose. */
  | { kind: 'conflict'; theirs: Draft; clashes: Clash[] };

interface Draft {
  revision: number;
  graph: JourneyGraph;
  name: string;
}

interface Options {
  history: History<JourneyDocument>;
  /** What the server has, and of which revision. */
  saved: JourneyDocument;
  revision: number;
  save: (draft: { revision: number; graph: JourneyGraph; name: string }) => Promise<SavedDraft>;
  /** @param doc what was saved, which may be older than what is edited */
  onSaved: (saved: SavedDraft, doc: JourneyDocument) => void;
  /** Keeps what is not saved yet through a closed tab, with what it began from; `null` when all is saved. */
  backup: (unsaved: Unsaved | null) => void;
}

export interface Unsaved {
  revision: number;
  doc: JourneyDocument;
  base: JourneyDocument;
}

export interface Autosave {
  state: Cell<SaveState>;
  revision: () => number;
  /** Saves now what is not saved yet. @returns the revision, or `null` if it could not be saved */
  flush: () => Promise<number | null>;
  /** Answers a conflict, clash by clash; what is not named stays mine. Taking theirs can be undone. */
  settle: (choices: { [key: string]: Side }) => void;
  /** The server has a newer draft: it is taken in, if nothing here is unsaved. Else the next save brings both together. */
  adopt: (draft: Draft) => void;
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

  /** Lets what the server has into the document. Undo takes back only what was done here. */
  function takeIn(theirs: Draft): void {
    const base = savedDoc;
    const server: JourneyDocument = { name: theirs.name, graph: theirs.graph };
    revision = theirs.revision;
    savedDoc = server;
    history.rebase(t('Changes made elsewhere'), (doc) => mergeDocuments(base, doc, server).doc);
  }

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
      backup({ revision, doc: history.get(), base: savedDoc });
      if (error instanceof ApiProblem && error.status === 409 && error.body.current) {
        const current = error.body.current as Draft;
        const theirs = { ...current, name: current.name ?? savedDoc.name };
        const { clashes } = mergeDocuments(savedDoc, history.get(), theirs);
        if (clashes.length > 0) state.set({ kind: 'conflict', theirs, clashes });
        else {
          state.set({ kind: 'pending' });
          takeIn(theirs);
          // Ours may have been saved after all, and only the answer got lost: then nothing is left to save.
          if (isDirty()) later(0);
          else settled();
        }
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

  function settled(): void {
    clearTimeout(timer);
    backup(null);
    state.set({ kind: 'saved', at: null });
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
      if (!inFlight) settled();
      return;
    }
    backup({ revision, doc: history.get(), base: savedDoc });
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
    settle(choices) {
      const now = state.get();
      if (now.kind !== 'conflict') return;
      const base = savedDoc;
      const theirs: JourneyDocument = { name: now.theirs.name, graph: now.theirs.graph };
      const mine = history.get();
      state.set({ kind: 'pending' });
      takeIn(now.theirs);
      const taken = now.clashes.filter(({ key }) => choices[key] === 'theirs');
      if (taken.length > 0)
        history.run(
          taken.length === 1
            ? t('Take the other change')
            : t('Take {taken} other changes', { taken: taken.length }),
          () => mergeDocuments(base, mine, theirs, (key) => choices[key] ?? 'mine').doc,
        );
      if (
        canonicalJson(history.get().graph) === canonicalJson(theirs.graph) &&
        history.get().name === theirs.name
      ) {
        savedDoc = history.get();
        settled();
      } else void saveOnce();
    },
    adopt(draft) {
      if (draft.revision <= revision || isDirty() || inFlight || state.get().kind === 'conflict') return;
      takeIn(draft);
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
