import { differs } from './use-unsaved.js';

/** What a form holds of something that is saved, while it may be saved by others, too. */
export interface Draft<Value> {
  /** What stands in the form. */
  value: Value;
  /** What it began from: a form that holds just this has nothing to lose. */
  base: Value;
  /** What was saved when the form last looked; another value of it is news. */
  seen: Value;
}

export const draftOf = <Value>(saved: Value): Draft<Value> => ({ value: saved, base: saved, seen: saved });

/** A form in which nobody typed shows what is saved now; one in which somebody did stays as it is. */
export function follow<Value>(draft: Draft<Value>, saved: Value): Draft<Value> {
  if (!differs(saved, draft.seen)) return draft;
  if (!differs(draft.value, draft.base) || !differs(draft.value, saved)) return draftOf(saved);
  // What was saved from here comes back, and somebody typed on meanwhile.
  return differs(saved, draft.base) ? draft : { ...draft, seen: saved };
}

/** Whether somebody else saved something other than the form began from and than it holds. Of a draft that followed. */
export const isOvertaken = <Value>(draft: Draft<Value>, saved: Value): boolean => differs(saved, draft.seen);
