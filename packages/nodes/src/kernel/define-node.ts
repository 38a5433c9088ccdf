import type * as z from 'zod';
import type { EffectGenerator, Json } from './effects.js';
import { findUnsaid } from './find-unsaid.js';
import type { RuleGroup } from './rule.js';

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

/** An event that a node always waits for, whatever its configuration; by the name of the wait. */
export interface FixedWait {
  event: string;
  where?: RuleGroup;
  /** Top-level properties of the event that `run` or an activity looks at. */
  reads?: string[];
  /** Of several runs of a person that wait like this, only the one whose wait is the newest hears of it. */
  newestOnly?: boolean;
  /**
   * The event is about a thing and not about a person: it is met by the value that the run's entry event has at `path`
   * (`{ path: 'variant_id', key: 'variant' }` hears of events with the key `variant:<that value>`).
   */
  about?: { path: string; key: string };
}

/** What starts a run, as data: the compiler reads it from a trigger's configuration. */
export interface StartsFromConfig {
  /** The event's name, or the field that holds it. */
  event: string | { field: string };
  /** Field holding a `RuleGroup` over the event. */
  where?: string;
  /** The event's value at `path` must be the field's, or one of the field's; a field that is left empty asks nothing. */
  match?: { path: string; field: string }[];
  /** Field holding how old an event may be, milliseconds; a day if absent. */
  maxAgeMs?: string;
  /** True if a run begins only by a start that names the journey: the API, a clock, another journey. */
  direct?: boolean;
  /** What keeps time for it: a date and hour for a whole audience, or a date of each person. */
  clock?: 'schedule' | 'contact-date';
}

/** A case in which a step that holds lets somebody through at once. */
export interface AtOnce {
  /** The ways out concerned, `*` for those made from the configuration; all if absent. */
  ports?: string[];
  /** Only where a field has this value. */
  when?: { field: string; equals: Json };
  /** Only where one turn follows the other by less than `belowMs`: the fields say how many turns there are in how long. */
  pace?: { count: string; everyMs: string; belowMs: number };
}

/** A node type as its author writes it. */
export interface NodeDefinition<
  C extends z.ZodObject = z.ZodObject,
  P extends string = string,
  F extends PortsFromConfig | undefined = PortsFromConfig | undefined,
> {
  /** Kebab-case, unique. */
  type: string;
  /** Rises when a shipped `run` changes its order of effects. */
  version: number;
  title: string;
  /** One sentence for the palette. */
  description: string;
  group: NodeGroup;
  /** Name of an icon the editor knows (`bolt`, `message`, `clock`, `fork`, `user`, `door`); an `icon.svg` in the folder wins. */
  icon: string;
  config: C;
  ports: Record<P, PortDeclaration>;
  portsFromConfig?: F;
  waits?: WaitsFromConfig;
  /** By the name of the wait, which `run` awaits. */
  fixedWaits?: Record<string, FixedWait>;
  /** Only for triggers, and for each of them. */
  starts?: StartsFromConfig;
  /** Activities that `run` may call, by name. */
  activities?: string[];
  /** A template over the configuration: `{{timeoutMs | duration}}`, `[only if {{it}} is there]`; see `engine/graph/summary`. */
  summary: string;
  /** Configuration fields whose Liquid (`{{ contact.first_name }}`) is rendered by the node's activity. */
  liquid?: string[];
  /** True for a node that sends a text: it must declare its purpose in `config.purpose`. */
  sends?: boolean;
  /** True if the run may hold here for a while; a loop needs one. */
  holds?: boolean;
  /** When it lets somebody through at once although it holds: a loop needs a wait beside such ways. */
  atOnce?: AtOnce[];
  /** True for a node that ends the run: it has no way out. */
  ends?: boolean;
}

export type NodeManifest<
  C extends z.ZodObject = z.ZodObject,
  P extends string = string,
  F extends PortsFromConfig | undefined = PortsFromConfig | undefined,
> = Readonly<NodeDefinition<C, P, F>>;

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
  M extends NodeManifest<infer C, infer P, infer F>
    ? (context: RunContext<z.output<C>>) => EffectGenerator<F extends PortsFromConfig ? string : P>
    : never;

const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Declares a node type.
 * @throws if a name is not kebab-case, the version is no positive integer, or the configuration uses a refinement or
 *   transformation: those vanish in JSON Schema, so the editor and the API would judge differently
 */
export function defineNode<
  const C extends z.ZodObject,
  const P extends string,
  const F extends PortsFromConfig | undefined = undefined,
>(definition: NodeDefinition<C, P, F>): NodeManifest<C, P, F> {
  const { type, version, config, ports } = definition;
  // What is missing altogether is told by whoever loads a package.
  for (const name of [type, ...Object.keys(ports ?? {})]) {
    if (!KEBAB_CASE.test(name))
      throw new Error(`"${name}" in the node type "${type}" must be kebab-case, like "wait-for-event".`);
  }
  if (!Number.isInteger(version) || version < 1)
    throw new Error(`The version of "${type}" must be 1, 2, 3 …; it is ${version}.`);
  const unsaid = config ? findUnsaid(config, 'config') : null;
  if (unsaid) {
    throw new Error(
      `"${type}": ${unsaid} has a refinement or a transformation, which JSON Schema can't express. Use what it can (lengths, limits, patterns, choices).`,
    );
  }
  return Object.freeze(definition);
}
