/** When triggers that keep time are due: for what starts their runs. */
export * from './date-trigger/days-due.js';
export * from './schedule-trigger/occurrences.js';
export * from './schedule-trigger/one-a-day.js';
export * from './schedule-trigger/personal-moment.js';
