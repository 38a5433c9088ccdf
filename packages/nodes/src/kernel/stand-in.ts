import type { Json } from './effects.js';
import type { ActivityContext } from './host.js';

/** A text that a stand-in sends, with what its looks depend on. */
export interface StandInText {
  template: string;
  purpose: string;
  shortenLinks?: boolean;
  coupon?: string;
  from?: string;
  brand?: string;
}

/** What a stand-in may do besides returning a result. */
export interface StandInWorld {
  /** The person; a stand-in may change it. */
  contact: { [field: string]: unknown };
  /** IANA. */
  shopTimeZone: string;
  /** Notes a text as sent. */
  text(message: StandInText): void;
  /** Fills in Liquid over the person, the entry event and the run. */
  render(template: string): string;
  /** Lets the activity last, in milliseconds of virtual time. */
  takeMs(ms: number): void;
}

/** An activity in the simulator: at once, in the same thread, with nothing real touched. */
export type StandIn<World extends StandInWorld = StandInWorld> = (
  input: ActivityContext & { input: Json },
  world: World,
) => Json;

/** By the name that `run` calls. */
export type StandIns = Record<string, StandIn>;
