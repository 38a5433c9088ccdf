import type { NodeId } from '../graph/journey-graph.js';
import type { RunState, StepRecord } from './run-state.js';

/** Begins a step at a node. */
export function enterNode(state: RunState, nodeId: NodeId, nowMs: number): void {
  state.stepId = nodeId;
  state.visit = state.visits[nodeId] ?? 0;
  state.visits[nodeId] = state.visit + 1;
  state.enteredAtMs = nowMs;
  state.trail = [];
  state.reason = null;
  delete state.compared;
  state.hold = null;
  state.seq += 1;
}

/** The step that the run is at, as its next checkpoint tells it. */
export function currentStep(
  state: RunState,
  left?: { port: string | null; atMs: number },
): StepRecord | null {
  if (state.stepId === null) return null;
  return {
    seq: state.seq,
    nodeId: state.stepId,
    visit: state.visit,
    enteredAtMs: state.enteredAtMs,
    leftAtMs: left?.atMs ?? null,
    port: left?.port ?? null,
    reason: state.reason,
    ...(state.compared && { compared: state.compared }),
  };
}

/** Leaves the step by a port, or by none if the run ends there. The run is then at no node. */
export function leaveNode(state: RunState, port: string | null, nowMs: number): void {
  const step = currentStep(state, { port, atMs: nowMs });
  if (step) state.unsaved.push(step);
  state.stepId = null;
  state.trail = [];
  state.hold = null;
}
