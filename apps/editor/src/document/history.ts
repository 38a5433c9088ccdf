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
  /** Labels of all that can be undone and done again, the latest first and the next first. */
  past: () => string[];
  future: () => string[];
  /** What was done last, for those who hear the editor; each time a new object. */
  last: () => Happened | null;
  /**
   * Lets what somebody else changed into the present, the past and the future alike, so that undo takes back only
   * what was done here.
   */
  rebase: (label: string, onto: (doc: D) => D) => void;
  /** @returns stops listening */
  subscribe: (listener: () => void) => () => void;
}

interface Happened {
  kind: 'done' | 'undone' | 'redone' | 'elsewhere';
  label: string;
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
  let last: Happened | null = null;
  const tell = (kind: Happened['kind'], label: string) => {
    last = { kind, label };
    listeners.forEach((listener) => listener());
  };

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
      tell('done', label);
    },
    undo() {
      const edit = past.pop();
      if (!edit) return null;
      future.push(edit);
      present = edit.before;
      tell('undone', edit.label);
      return edit.label;
    },
    redo() {
      const edit = future.pop();
      if (!edit) return null;
      past.push(edit);
      present = edit.after;
      tell('redone', edit.label);
      return edit.label;
    },
    past: () => past.map(({ label }) => label).reverse(),
    future: () => future.map(({ label }) => label).reverse(),
    last: () => last,
    rebase(label, onto) {
      // The end of one edit is the beginning of the next: each document is brought along once.
      const moved = new Map<D, D>();
      const bring = (doc: D): D => {
        if (!moved.has(doc)) moved.set(doc, onto(doc));
        return moved.get(doc)!;
      };
      const rebased = (edit: Edit<D>): Edit<D> => ({
        ...edit,
        before: bring(edit.before),
        after: bring(edit.after),
      });
      past = past.map(rebased);
      future = future.map(rebased);
      const next = bring(present);
      if (next === present) return;
      present = next;
      tell('elsewhere', label);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
