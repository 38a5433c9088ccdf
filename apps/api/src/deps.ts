import type { Catalogue } from '@signalbox/engine/graph';
import type { Database } from '@signalbox/store';
import type { Config } from './config.js';
import type { Jobs } from './demo/jobs.js';

/** What the server is made from. */
export interface ApiDeps {
  database: Database;
  config: Config;
  catalogue: Catalogue;
  nowMs: () => number;
  jobs: Jobs;
  /** Whether Temporal answers and a worker listens. */
  isEngineReady: () => Promise<{ temporal: boolean; worker: boolean }>;
}
