import { emptyMailbox } from './mailbox.js';
import type { RunStart, RunState } from './run-state.js';

/** A run that has not taken its first step. */
export function initialState(start: RunStart): RunState {
  return {
    runId: start.runId,
    journeyId: start.journeyId,
    contactId: start.contactId,
    planHash: start.planHash,
    entryEvent: start.entryEvent,
    startedAtMs: start.startedAtMs,
    stepId: null,
    visit: 0,
    visits: {},
    enteredAtMs: start.startedAtMs,
    trail: [],
    reason: null,
    vars: {},
    mailbox: emptyMailbox(start.entryEvent.id),
    hold: null,
    parked: false,
    seq: 0,
    unsaved: [],
  };
}
