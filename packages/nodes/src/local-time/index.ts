export * from './moments.js';
export * from './weekdays.js';
export * from './zone-of.js';
