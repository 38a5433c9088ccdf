import type { ServiceHost } from './host.js';

/** One choice of a select whose choices come from a service. */
export interface Choice {
  value: string;
  label: string;
}

/** A node's configuration as the marketer has it right now: maybe incomplete. */
export type DraftConfig = { [field: string]: unknown };

/** `choices.ts`: what a field may be, asked of a service while somebody edits; by the name in `ui.choicesFrom`. */
export type NodeChoices = Record<string, (host: ServiceHost, config: DraftConfig) => Promise<Choice[]>>;

/** `migrate.ts`: a former version's configuration in the shape of the present one. Pure. */
export type Migrate = (config: DraftConfig, from: number) => DraftConfig;

export interface ConfigFault {
  /** Dotted path into the configuration; absent if it is about the step as a whole. */
  field?: string;
  /** What is wrong and what to do, for a marketer. */
  message: string;
  /** A warning does not keep the journey from being published. */
  severity?: 'error' | 'warning';
}

/** `check.ts`: what a schema can't say, such as that one field must be below another. Pure; gets a sound configuration. */
export type Check<Config = DraftConfig> = (config: Config) => ConfigFault[];

/** What a node does for somebody who edits, in the API's process. */
export interface ApiSide {
  choices?: NodeChoices;
  migrate?: Migrate;
  check?: Check<never>;
}
