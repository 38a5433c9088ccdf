import type { Catalogue } from '@signalbox/engine/graph';
import type { Database } from '@signalbox/store';
import type { ServiceHost } from '@signalbox/nodes/kernel';
import type { Config } from './config.js';
import type { Jobs } from './demo/jobs.js';
import type { CurrentNodeTypes } from './node-types/current-node-types.js';

/** What the server is made from. */
export interface ApiDeps {
  database: Database;
  config: Config;
  /** The same array for as long as the server runs: in development, what is in it changes. */
  catalogue: Catalogue;
  /** The rest of what is known of node types. */
  nodeTypes: CurrentNodeTypes;
  /** Services on the network, for choices that they know. */
  services: ServiceHost;
  nowMs: () => number;
  jobs: Jobs;
  /** Whether Temporal answers and a worker listens. */
  isEngineReady: () => Promise<{ temporal: boolean; worker: boolean }>;
}
