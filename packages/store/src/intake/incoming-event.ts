import type { ShopNews } from '../shop/shop-news.js';

/** A message from outside, normalised: what every door hands to `takeEvent`. */
export interface IncomingEvent {
  /** Who sent it: 'segment', 'shopify', 'plivo', 'demo'. */
  source: string;
  /** Unique within the source; the same one twice is taken once. */
  messageId: string;
  /** `null` when the message only carries data about a person. */
  name: string | null;
  /** When it happened, Unix milliseconds. */
  occurredAtMs: number;
  /** The person's id here, if the source knows it: identities are then not looked at. */
  contactId?: string;
  /** How the source names the person, the surest first. */
  identities: Identity[];
  /** Names that were the person's before: whoever has one is merged into them, as the source says they are one. */
  formerly?: Identity[];
  contact?: ContactData;
  consents?: ConsentData[];
  properties: { [key: string]: unknown };
  /** Correlation keys: `purchase:shopify/<shop>/<token>`. */
  keys: string[];
  /** What it says of the shop's catalogue. */
  shop?: ShopNews;
  /** It is about a thing and may concern many people: the dispatcher passes it on, page by page. */
  isAboutThing?: boolean;
  /** The one journey that it starts, whatever that journey's trigger: asked for by name. */
  startsJourney?: string;
  /** History updates data; it starts no journey and sends nothing. */
  isHistory: boolean;
}

export interface Identity {
  kind: string;
  value: string;
}

export interface ContactData {
  firstName?: string | null;
  lastName?: string | null;
  email?: string | null;
  /** E.164. */
  phone?: string | null;
  language?: string | null;
  timeZone?: string | null;
  country?: string | null;
  attributes?: { [key: string]: unknown };
  addTags?: string[];
  removeTags?: string[];
  /** All tags that the source gives them: what it gave before and is not among these is taken off. */
  allTags?: string[];
  isDemo?: boolean;
}

export interface ConsentData {
  purpose: string;
  state: 'granted' | 'denied';
  source: string;
  evidence?: { [key: string]: unknown };
  atMs: number;
  /** The number that agreed; the person's own if absent. E.164. */
  phone?: string;
  /** The message is about something else: that they agreed is told by an event of its own, if it is new. */
  isToldApart?: boolean;
}
