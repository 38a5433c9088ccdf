import type { Json } from './effects.js';
import type { RuleGroup } from './rule.js';

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
  /** Fills in Liquid in the values; one that gives nothing is left out, and told in words. */
  updateContact(context: ActivityContext, patch: ContactPatch): Promise<{ leftOut: string[] }>;
  /** The person as conditions see them, read now. */
  readContact(context: ActivityContext): Promise<{ [field: string]: unknown }>;
  /** IANA. */
  shopTimeZone: string;
  /** Fills in Liquid over `contact`, `event` and `run`; a fault is told in words. */
  render(
    context: ActivityContext,
    template: string,
  ): Promise<{ ok: true; text: string } | { ok: false; reason: string }>;
  /**
   * The run's place in a queue that lets `count` through every `everyMs`; the same place when asked again, or one behind
   * everybody else's for whoever says which they had and missed it.
   */
  reserveSlot(context: ActivityContext, asked: PlaceAsked): Promise<Place>;
  /** Lets the person into another journey, as if its trigger had happened; once, however often it is asked. */
  startJourney(
    context: ActivityContext,
    start: { journeyId: string; properties: { [key: string]: Json } },
  ): Promise<{ outcome: 'started' } | { outcome: 'not-started'; reason: string }>;
  /** Leaves a note that the shop's people read. */
  noteToTeam(context: ActivityContext, text: string): Promise<void>;
  /** The variant that was chosen as the winner of an experiment, if one was. */
  experimentWinner(context: ActivityContext): Promise<string | null>;
  /** A code of a pool, this run's own; the same one when asked again. `waits`: the shop can't make it now. */
  issueCoupon(
    context: ActivityContext,
    pool: string,
  ): Promise<
    | { outcome: 'issued'; code: string; expiresAt: string | null }
    | { outcome: 'none-left'; reason: string }
    | { outcome: 'waits'; untilMs: number; reason: string }
  >;
  /** Adds to a person's points, or takes from them; once, however often it is asked. */
  changePoints(context: ActivityContext, change: PointsChange): Promise<PointsChanged>;
  /**
   * Asks a service on the network. Anything but GET carries an idempotency key, `run/node/visit` unless another is given,
   * as the activity may be called again after a crash.
   * @returns what the service answered, or that it, or we, refused
   * @throws if the service is away, slow, or busy (5xx, 429): the activity is then tried again
   */
  request(context: ActivityContext, request: HttpRequest): Promise<HttpResult>;
  connection: ServiceHost['connection'];
}

/** What somebody asks who comes to a drip, or whose turn there has come. */
export type PlaceAsked = {
  /** So many in each stretch of `everyMs` milliseconds. */
  count: number;
  everyMs: number;
  /**
   * The place whose turn has come, Unix milliseconds; `null` for who has none yet. Version 1 does not say: it goes on at the
   * first place, however late.
   */
  placeMs?: number | null;
};

/** A place in a queue. */
export type Place = {
  /** When it is its turn, Unix milliseconds. */
  atMs: number;
  /** Whether that is now: time and lateness are told by who gives the places. */
  isTurn: boolean;
};

export type PointsChange = {
  /** Below zero to take some. */
  points: number;
  reason: string;
  /** Takes none from whoever has too few. */
  onlyIfEnough?: boolean;
};

export type PointsChanged = {
  balance: number;
  /** Nothing was taken: there were too few. */
  isShort: boolean;
};

/** What is offered to code that runs for somebody who edits a journey, outside any run: `choices.ts`. */
export interface ServiceHost {
  /** As the `request` of activities, but tried once. */
  request(request: HttpRequest): Promise<HttpResult>;
  /**
   * A stored connection with its secrets; `null` if there is none (any more).
   * `request` with a `connectionId` does all that most nodes need, and keeps the secret to the service it belongs to.
   */
  connection(id: string): Promise<{ baseUrl: string; headers: Record<string, string> } | null>;
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute, or with a connection relative to its base URL. */
  url: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: Json;
  /** 10 seconds if absent, 30 at most. */
  timeoutMs?: number;
  /** Sends the connection's headers along; the request must then stay on the connection's origin. */
  connectionId?: string;
  /** Sent as the header `Idempotency-Key`. */
  idempotencyKey?: string;
}

export type HttpResult =
  /** 2xx. `body` is parsed if the service says that it is JSON, else the text. */
  | { outcome: 'answered'; status: number; body: Json }
  /** 4xx, with what the service said, or an address that may not be asked (`status: null`). */
  | { outcome: 'refused'; status: number | null; body: Json; reason: string };

export interface SendTextRequest {
  /** Liquid over `contact`, `event`, `run`, `coupon` and links. */
  template: string;
  purpose: string;
  /** Makes short links of bare addresses; true if absent. */
  shortenLinks?: boolean;
  /** A pool of codes: one is minted for this text, as `coupon`. */
  coupon?: string;
  /** The UTM campaign of its links; the journey's name if absent or empty. */
  utmCampaign?: string;
  /** The sender, if it is one of the shop's and may text there; the closest one otherwise. */
  from?: string;
  /** The name in front, instead of the shop's. */
  brand?: string;
  /** Give up if it could only leave after this many milliseconds from the first attempt. */
  dropAfterMs: number;
  /** When the run came to the step, Unix milliseconds. */
  enteredAtMs: number;
  /** What the text is about, as people may choose on their own page; its purpose if absent. */
  topic?: string;
  /** Looked at again when the text is about to leave. */
  stillTrue?: {
    noOrder?: boolean;
    inStock?: boolean;
    cart?: boolean;
    /** A reward that was reached since the run began can still be had, by the balance of now. */
    reward?: boolean;
    /** Which product must be in stock; the one that the entry event is about if absent. */
    variantId?: string;
    /** Fewer than this count as none. */
    leastLeft?: number;
    /** What it tells of is still to come: ISO 8601, or Liquid that gives it. */
    before?: string;
  };
  /** Over `contact`, `event`, `run` and `segment`, judged when the text is about to leave. */
  onlyIf?: RuleGroup;
  /** When what it offers is over: ISO 8601, or Liquid that gives it. */
  offerEndsAt?: string;
  /** It must arrive at least this long before the offer's end. */
  usefulForMs?: number;
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

export interface NodeActivity {
  (host: Host, context: ActivityContext, input: Json): Promise<Json>;
  /** See `evenPaused`. */
  evenPaused?: true;
}

/** The worker's side of a node, by the name that `run` calls. */
export type NodeActivities = Record<string, NodeActivity>;

/**
 * For what a trigger asks to learn how long it holds: it is answered while the journey is paused, too, so that the run parks in
 * its wait, and a resume knows whether that is over. Only for reading, and not for a step that may follow a wait.
 */
export const evenPaused = (activity: NodeActivity): NodeActivity =>
  Object.assign(activity, { evenPaused: true as const });
