export * from './api-side.js';
export * from './catalogue-entry.js';
export * from './define-node.js';
export * from './effects.js';
export * from './host.js';
export * from './rule.js';
export * from './runners.js';
export * from './stand-in.js';
