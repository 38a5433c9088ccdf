export * from './host.js';
export * from './play.js';
