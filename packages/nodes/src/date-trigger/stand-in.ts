export { standIns } from '../schedule-trigger/stand-in.js';
