import { useState } from 'react';
import { draftOf, follow, isOvertaken } from './draft.js';
import { differs } from './use-unsaved.js';

/**
 * What a form holds of something that is saved. It follows what is saved until somebody types, and then keeps what they
 * typed, whoever saves meanwhile; `OvertakenBar` lets them take what is there now.
 * @param saved in the shape of the form, since what is compared is what is typed
 */
export function useDraft<Value>(saved: Value) {
  const [kept, setDraft] = useState(() => draftOf(saved));
  const draft = follow(kept, saved);
  if (draft !== kept) setDraft(draft);
  const { value, base } = draft;
  return {
    value,
    /** What the form began from. */
    base,
    isChanged: differs(value, base),
    /** Somebody else saved something other than it began from. */
    isOvertaken: isOvertaken(draft, saved),
    set: (next: Value) => setDraft((now) => ({ ...now, value: next })),
    /** Once `sent` is saved: what comes back is from here, and nobody else's. */
    markSaved: (sent: Value) => setDraft((now) => ({ ...now, base: sent, seen: saved })),
    takeTheirs: () => setDraft(draftOf(saved)),
    keepMine: () => setDraft((now) => ({ ...now, base: saved, seen: saved })),
  };
}

export type DraftInHand = Pick<
  ReturnType<typeof useDraft>,
  'isChanged' | 'isOvertaken' | 'takeTheirs' | 'keepMine'
>;
