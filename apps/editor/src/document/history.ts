/** A document with a past: every edit has a label, and each can be undone and done again. */
export interface History<D> {
  get: () => D;
  /** Labels of what undo and redo would do; `null` when there is nothing. */
  undoLabel: () => string | null;
  redoLabel: () => string | null;
  /**
   * Does an edit. One that returns the same document leaves no trace.
   * @param options.gather edits in a row with the same key are one step of undo (typing in a field)
   */
  run: (label: string, edit: (doc: D) => D, options?: { gather?: string }) => void;
  /** @returns the label of what was undone */
  undo: () => string | null;
  redo: () => string | null;
  /** Starts over from another document, without a past. */
  reset: (doc: D) => void;
  /** @returns stops listening */
  subscribe: (listener: () => void) => () => void;
}

interface Edit<D> {
  label: string;
  before: D;
  after: D;
  gather: string | undefined;
  atMs: number;
}

/** A pause in typing this long begins a new step of undo. */
const GATHER_WITHIN_MS = 1_500;
const MAX_EDITS = 500;

export function createHistory<D>(initial: D, clock: () => number = Date.now): History<D> {
  let present = initial;
  let past: Edit<D>[] = [];
  let future: Edit<D>[] = [];
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());

  return {
    get: () => present,
    undoLabel: () => past.at(-1)?.label ?? null,
    redoLabel: () => future.at(-1)?.label ?? null,
    run(label, edit, options) {
      const before = present;
      const after = edit(before);
      if (after === before) return;
      const last = past.at(-1);
      const gather = options?.gather;
      const atMs = clock();
      if (gather && last?.gather === gather && future.length === 0 && atMs - last.atMs < GATHER_WITHIN_MS) {
        past[past.length - 1] = { ...last, label, after, atMs };
      } else {
        past = [...past.slice(-(MAX_EDITS - 1)), { label, before, after, gather, atMs }];
      }
      future = [];
      present = after;
      tell();
    },
    undo() {
      const edit = past.pop();
      if (!edit) return null;
      future.push(edit);
      present = edit.before;
      tell();
      return edit.label;
    },
    redo() {
      const edit = future.pop();
      if (!edit) return null;
      past.push(edit);
      present = edit.after;
      tell();
      return edit.label;
    },
    reset(doc) {
      present = doc;
      past = [];
      future = [];
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
