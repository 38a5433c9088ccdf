export * from './moments.js';
export * from './weekdays.js';
export { countryOfNumber } from './country-of-number.js';
export * from './zone-of.js';
