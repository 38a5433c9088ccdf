import type {
  AtOnce,
  FixedWait,
  NodeGroup,
  PortDeclaration,
  PortsFromConfig,
  StartsFromConfig,
  WaitsFromConfig,
} from './define-node.js';

/** JSON Schema 2020-12, with form hints under `ui` of each property (`{ widget: 'duration' }`). */
export type JsonSchema = { [keyword: string]: unknown };

/** A node type as plain JSON: what `GET /api/node-types` serves. */
export interface NodeTypeEntry {
  type: string;
  version: number;
  title: string;
  description: string;
  group: NodeGroup;
  icon: string;
  configSchema: JsonSchema;
  ports: Record<string, PortDeclaration>;
  portsFromConfig?: PortsFromConfig;
  waits?: WaitsFromConfig;
  fixedWaits?: Record<string, FixedWait>;
  starts?: StartsFromConfig;
  activities: string[];
  summary: string;
  liquid: string[];
  sends: boolean;
  holds: boolean;
  atOnce?: AtOnce[];
  ends: boolean;
  /** Markdown, from the folder's README. */
  help: string;
  /** Former versions whose `run` is still there: steps that name one go on as they are. */
  older?: NodeTypeEntry[];
  /** Whether the type can bring a former version's configuration up to this one. */
  migrates?: boolean;
}

export type Catalogue = NodeTypeEntry[];
