export * from './compare.js';
export * from './describe.js';
export * from './evaluate.js';
export { readPath } from './read-path.js';
