import type { Json } from './effects.js';

/** What every activity of a node is given besides its own input. `nowMs` is the run's clock. */
export interface ActivityContext {
  runId: string;
  journeyId: string;
  contactId: string;
  nodeId: string;
  visit: number;
  planHash: string;
  /** `{ id, name, atMs, properties }` of the event that started the run. */
  entryEvent: { [key: string]: Json };
  vars: { [key: string]: Json };
  nowMs: number;
}

/** What the worker offers to the activities of nodes. */
export interface Host {
  /** One attempt at a text under the key `run/node/visit`; asking again with the same key never sends twice. */
  sendText(context: ActivityContext, request: SendTextRequest): Promise<SendTextResult>;
  updateContact(context: ActivityContext, patch: ContactPatch): Promise<void>;
  /** The person as conditions see them, read now. */
  readContact(context: ActivityContext): Promise<{ [field: string]: unknown }>;
  /** IANA. */
  shopTimeZone: string;
  /** Fills in Liquid over `contact`, `event` and `run`; a fault is told in words. */
  render(
    context: ActivityContext,
    template: string,
  ): Promise<{ ok: true; text: string } | { ok: false; reason: string }>;
  /** The run's place in a queue that lets `count` through every `everyMs`; the same place when asked again. */
  reserveSlot(context: ActivityContext, rate: { count: number; everyMs: number }): Promise<{ atMs: number }>;
  /** Lets the person into another journey, as if its trigger had happened; once, however often it is asked. */
  startJourney(
    context: ActivityContext,
    start: { journeyId: string; properties: { [key: string]: Json } },
  ): Promise<{ outcome: 'started' } | { outcome: 'not-started'; reason: string }>;
  /** Leaves a note that the shop's people read. */
  noteToTeam(context: ActivityContext, text: string): Promise<void>;
  /** The variant that was chosen as the winner of an experiment, if one was. */
  experimentWinner(context: ActivityContext): Promise<string | null>;
  /** A code of a pool, this run's own; the same one when asked again. */
  issueCoupon(
    context: ActivityContext,
    pool: string,
  ): Promise<{ outcome: 'issued'; code: string } | { outcome: 'none-left'; reason: string }>;
  /** Adds to a person's points, or takes from them; once, however often it is asked. */
  changePoints(
    context: ActivityContext,
    change: { points: number; reason: string },
  ): Promise<{ balance: number }>;
}

export interface SendTextRequest {
  /** Liquid over `contact`, `event`, `run` and `shop`. */
  template: string;
  purpose: string;
  /** Give up if it could only leave after this many milliseconds from the first attempt. */
  dropAfterMs: number;
  /** When the run came to the step, Unix milliseconds. */
  enteredAtMs: number;
}

export type SendTextResult =
  | { outcome: 'sent'; messageId: string }
  /** Not now: ask again at `untilMs`. */
  | { outcome: 'held'; untilMs: number; code: string; reason: string }
  | { outcome: 'not-sent'; code: string; reason: string };

export type ContactPatch = {
  firstName?: string;
  lastName?: string;
  language?: string;
  timeZone?: string;
  addTags?: string[];
  removeTags?: string[];
  attributes?: { [key: string]: Json };
};

/** The worker's side of a node, by the name that `run` calls. */
export type NodeActivities = Record<
  string,
  (host: Host, context: ActivityContext, input: Json) => Promise<Json>
>;
