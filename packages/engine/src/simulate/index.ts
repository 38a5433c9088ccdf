export { Replay, type NotEntered, type ReplayEvent, type ReplayPerson } from './replay.js';
export { endsAt } from './said-stop.js';
export type { ScriptEntry } from './script.js';
export { simulate } from './simulate.js';
export type {
  ActivityWorld,
  EvaluateGroup,
  Render,
  RecordedAnswer,
  SimulatedActivity,
  SimulatedMessage,
  SimulationOptions,
  SimulationResult,
} from './simulation.js';
