export { namedPackages, type NodeSettings } from './find-package.js';
export * from './load-nodes.js';
export { sayChangedCode, type NodeProblem } from './node-problem.js';
export { LastingPattern } from './tame-patterns.js';
export * from './watch-nodes.js';
