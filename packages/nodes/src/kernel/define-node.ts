import type * as z from 'zod';
import type { EffectGenerator } from './effects.js';

export type NodeGroup = 'trigger' | 'send' | 'wait' | 'decide' | 'do';

export interface PortDeclaration {
  label: string;
  /** `go`: the good way on; `wait`: time passed; `stop`: something is in the way. */
  tone?: 'go' | 'wait' | 'stop' | 'neutral';
  /** An unconnected optional port ends the run there, and the card says so. Others left open are reported. */
  optional?: boolean;
}

/** Ports made from a list in the configuration: one an item, named by the item's `id`. */
export interface PortsFromConfig {
  /** Name of the array in the configuration. */
  each: string;
  /** Field of an item that the marketer reads on the port. */
  label: string;
  tone?: PortDeclaration['tone'];
}

/** Events that a node may wait for, as data: one wait an item of a list in the configuration, its id the item's `id`. */
export interface WaitsFromConfig {
  each: string;
  /** Field of an item holding the event's name. */
  event: string;
  /** Field of an item holding a `RuleGroup` over the event. */
  where?: string;
}

/** A node type as its author writes it. */
export interface NodeDefinition<C extends z.ZodObject = z.ZodObject, P extends string = string> {
  /** Kebab-case, unique. */
  type: string;
  /** Rises when a shipped `run` changes its order of effects. */
  version: number;
  title: string;
  /** One sentence for the palette. */
  description: string;
  group: NodeGroup;
  /** Name of an icon the editor knows (`bolt`, `message`, `clock`, `fork`, `user`, `door`). */
  icon: string;
  config: C;
  ports: Record<P, PortDeclaration>;
  portsFromConfig?: PortsFromConfig;
  waits?: WaitsFromConfig;
  /** Activities that `run` may call, by name. */
  activities?: string[];
  /** A template over the configuration: `{{timeoutMs | duration}}`; see `engine/graph/summary`. */
  summary: string;
  /** Configuration fields whose Liquid (`{{ contact.first_name }}`) is rendered by the node's activity. */
  liquid?: string[];
  /** True for a node that sends a text: it must declare its purpose in `config.purpose`. */
  sends?: boolean;
  /** True if the run may hold here for a while; a loop needs one. */
  holds?: boolean;
  /** True for a node that ends the run: it has no way out. */
  ends?: boolean;
}

export type NodeManifest<C extends z.ZodObject = z.ZodObject, P extends string = string> = Readonly<
  NodeDefinition<C, P>
>;

/** What `run` is given. */
export interface RunContext<Config> {
  config: Config;
  nodeId: string;
  runId: string;
  /** How many times this run has come to this node before. */
  visit: number;
  /** When the run came here, Unix milliseconds. */
  enteredAtMs: number;
}

/** The type of a node's `run`: a generator of effects that returns the name of a port. */
export type RunOf<M> =
  M extends NodeManifest<infer C, infer P>
    ? (context: RunContext<z.output<C>>) => EffectGenerator<M extends { portsFromConfig: object } ? string : P>
    : never;
