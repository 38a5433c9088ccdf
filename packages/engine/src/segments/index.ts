export * from './check-rule.js';
export * from './describe-rule.js';
export * from './fields.js';
export * from './read-rule.js';
export * from './reads.js';
export * from './rule.js';
export * from './walk.js';
export type { Words } from './words-en.js';
