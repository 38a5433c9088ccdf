import type { Runners } from './kernel/runners.js';

/** The runners of packages outside this repository: none here. The bundler puts a module made of them in its place. */
export const customRunners: Runners = {};
