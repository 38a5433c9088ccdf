/**
 * The shapes of the HTTP API, as the editor sees them. Route modules hold the zod schemas; a type test keeps the two
 * equal. Times are ISO 8601 strings.
 */
import type { Catalogue, Diagnostic, JourneyGraph } from '@signalbox/engine/graph';

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors?: { path: string; code: string; message: string }[];
}

export type JourneyStatus = 'draft' | 'live' | 'paused' | 'archived';

/** GET /api/journeys → { journeys: JourneySummary[] } */
export interface JourneySummary {
  id: string;
  name: string;
  status: JourneyStatus;
  liveVersion: number | null;
  /** True when the draft differs from the live version. */
  hasUnpublishedChanges: boolean;
  updatedAt: string;
  counts: { inside: number; entered: number; sent: number; notSent: number };
}

/** GET /api/journeys/:id ; POST /api/journeys {name, graph} → 201 {id, revision} */
export interface Journey {
  id: string;
  name: string;
  status: JourneyStatus;
  liveVersion: number | null;
  hasUnpublishedChanges: boolean;
  revision: number;
  graph: JourneyGraph;
  updatedAt: string;
}

/**
 * PUT /api/journeys/:id/draft {revision, graph, name?} → { revision, savedAt, diagnostics }
 * A stale revision gets 409 `stale-revision`; its body also carries `current: { revision, graph }`.
 * POST /api/journeys/:id/validate {graph?} → { diagnostics }
 * POST /api/journeys/:id/publish {revision} → 201 { version } | 422 `not-publishable` with `diagnostics`
 */
export interface SavedDraft {
  revision: number;
  savedAt: string;
  diagnostics: Diagnostic[];
}

/** GET /api/journeys/:id/versions → { versions } ; GET …/versions/:version → { version, publishedAt, graph } */
export interface VersionSummary {
  version: number;
  publishedAt: string;
  planHash: string;
  isLive: boolean;
}

/** GET /api/journeys/:id/stats?version=all|N → JourneyStats. entered = waiting + left by each port + ended here. */
export interface JourneyStats {
  entered: number;
  inside: number;
  ended: number;
  nodes: Record<string, NodeStats>;
}

export interface NodeStats {
  entered: number;
  waiting: number;
  /** Left by each port. */
  left: Record<string, number>;
  endedHere: number;
  /** Only for nodes that send: by state of the message. */
  messages?: {
    sent: number;
    delivered: number;
    failed: number;
    notSent: number;
    held: number;
    reasons: Record<string, number>;
  };
}

/** GET /api/journeys/:id/runs?status=&node=&cursor= → { runs: RunSummary[], nextCursor } */
export interface RunSummary {
  id: string;
  journeyId: string;
  journeyName: string;
  version: number;
  contact: { id: string; name: string; phone: string | null };
  status: 'starting' | 'waiting' | 'parked' | 'ended';
  outcome: string | null;
  startedAt: string;
  wakesAt: string | null;
  endedAt: string | null;
  currentNodeId: string | null;
}

/** GET /api/runs/:id : why did Anna (not) get this */
export interface RunDetail extends RunSummary {
  entryEvent: EventSummary;
  steps: {
    seq: number;
    nodeId: string;
    nodeName: string;
    nodeType: string;
    enteredAt: string;
    leftAt: string | null;
    port: string | null;
    portLabel: string | null;
    reason: string | null;
    message: MessageSummary | null;
  }[];
  graph: JourneyGraph;
}

/** GET /api/events?contact=&name=&limit= → { events } */
export interface EventSummary {
  id: string;
  source: string;
  name: string;
  contact: { id: string; name: string; phone: string | null } | null;
  occurredAt: string;
  receivedAt: string;
  properties: Record<string, unknown>;
  isHistory: boolean;
}

/** GET /api/event-names → { events: EventName[] } : what pickers offer; known ones plus what has been seen. */
export interface EventName {
  name: string;
  description: string | null;
  /** Property paths seen or documented, with an example value as text. */
  properties: { path: string; type: string; example: string | null }[];
  lastSeenAt: string | null;
}

/** GET /api/contacts?search=&cursor=&limit= → { contacts, total, nextCursor } */
export interface ContactSummary {
  id: string;
  name: string;
  phone: string | null;
  email: string | null;
  country: string | null;
  smsConsent: 'granted' | 'denied' | 'none' | 'stopped';
  orderCount: number;
  lastOrderAt: string | null;
  createdAt: string;
}

/** GET /api/contacts/:id */
export interface ContactDetail extends ContactSummary {
  firstName: string | null;
  lastName: string | null;
  language: string | null;
  timeZone: string | null;
  attributes: Record<string, unknown>;
  totalSpent: Record<string, number>;
  consents: { purpose: string; state: 'granted' | 'denied'; source: string; at: string }[];
  events: EventSummary[];
  runs: RunSummary[];
  messages: MessageSummary[];
}

/** GET /api/messages?journey=&state=&reason=&cursor= → { messages, nextCursor } */
export interface MessageSummary {
  id: string;
  state:
    | 'planned'
    | 'held'
    | 'sending'
    | 'accepted'
    | 'sent'
    | 'delivered'
    | 'undelivered'
    | 'failed'
    | 'suppressed'
    | 'unknown';
  reason: string | null;
  reasonCode: string | null;
  body: string | null;
  parts: number | null;
  phone: string | null;
  purpose: string;
  contact: { id: string; name: string } | null;
  journey: { id: string; name: string } | null;
  nodeId: string | null;
  runId: string | null;
  plannedAt: string;
  acceptedAt: string | null;
  settledAt: string | null;
}

/** GET /api/node-types → { nodeTypes: Catalogue } */
export interface NodeTypesResponse {
  nodeTypes: Catalogue;
}

/** GET /api/home */
export interface HomeSummary {
  journeys: JourneySummary[];
  counts: { contacts: number; events: number; sent: number; notSent: number };
  notSentReasons: { code: string; reason: string; count: number }[];
  hasDemo: boolean;
  sendingHours: 'law' | 'always';
  carrier: 'development' | 'plivo';
}

/**
 * POST /api/demo → 202 { jobId } loads the demo shop; POST /api/demo/history → 202 { jobId } loads the CDNOW purchases.
 * GET /api/jobs/:id → Job.  POST /api/demo/abandon {contactId} posts a signed checkout for one demo person.
 */
export interface Job {
  id: string;
  kind: string;
  status: 'running' | 'done' | 'failed';
  done: number;
  total: number;
  /** Items a second so far. */
  rate: number;
  message: string;
}

/**
 * The development phone, proxied to our carrier; 404 `no-development-carrier` with a real one.
 * GET /api/phone → { phones: Phone[] } ; POST /api/phone/:number/reply {to, text} → 202
 */
export interface Phone {
  number: string;
  name: string | null;
  contactId: string | null;
  /** As the phone's owner sees them: `in` has arrived on the phone, `out` was typed on it. `peer` is the other end. */
  messages: { id: string; direction: 'in' | 'out'; text: string; at: string; peer: string; state: string }[];
}

/** GET /api/live : server-sent events. `data` is one of these; the editor refetches what it concerns. */
export type LiveEvent =
  | { kind: 'journey'; journeyId: string }
  | { kind: 'run'; runId: string; journeyId: string }
  | { kind: 'message'; messageId: string; phone: string | null }
  | { kind: 'event'; eventId: string; name: string }
  | { kind: 'contact'; contactId: string }
  | { kind: 'phone'; number: string };

/** GET /api/session → { signedIn: true, version } | 401 ; POST /api/session/password {password} ; DELETE /api/session */
export interface Session {
  signedIn: true;
  version: string;
}
