export * from './define-node.js';
export * from './effects.js';
export * from './rule.js';
