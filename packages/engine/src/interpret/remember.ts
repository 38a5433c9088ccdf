import type { RunState } from './run-state.js';

/**
 * Remembers a run as it stands.
 * @returns puts `state` back to that, in place, whatever was done to it since
 */
export function remember(state: RunState): () => void {
  const { visits, trail, vars, mailbox, hold, unsaved } = state;
  const before: RunState = {
    ...state,
    visits: { ...visits },
    trail: [...trail],
    vars: { ...vars },
    mailbox: { ...mailbox, letters: [...mailbox.letters], seenIds: [...mailbox.seenIds] },
    hold: hold && { ...hold },
    unsaved: [...unsaved],
  };
  return () => {
    for (const key of Object.keys(state)) delete state[key as keyof RunState];
    Object.assign(state, before);
  };
}
