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
  attributes?: { [key: string]: Json };
};

/** The worker's side of a node, by the name that `run` calls. */
export type NodeActivities = Record<
  string,
  (host: Host, context: ActivityContext, input: Json) => Promise<Json>
>;
