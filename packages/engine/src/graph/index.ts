export * from './catalogue.js';
export * from './diagnostic.js';
export * from './journey-graph.js';
export * from './plan.js';
