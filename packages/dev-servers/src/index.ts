export { findTemporal, type FindTemporalOptions } from './find-temporal.js';
export { freePort, isPortFree } from './free-port.js';
export { isAlive, isMarked, stopLeftover } from './leftover.js';
export { startPostgres, type Postgres, type PostgresOptions } from './postgres.js';
export { removePostgresHome } from './postgres-home.js';
export type { ServerProcess } from './server-process.js';
export { StartFailure } from './start-failure.js';
export { startTemporal, TIME_SKIPPING_FLAGS, type Temporal, type TemporalOptions } from './temporal.js';
export { waitUntil } from './wait-until.js';
