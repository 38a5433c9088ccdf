export * from './command.js';
export * from './initial-state.js';
export { interpret, type Ending } from './interpret.js';
export { notPlainJson } from './plain-json.js';
export * from './resumed-state.js';
export * from './run-state.js';
