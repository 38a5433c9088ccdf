export * from './command.js';
export * from './run-state.js';
