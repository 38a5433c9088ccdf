import type { JourneyGraph, Plan } from '@signalbox/engine/graph';
import type { Checkpoint, Compared, RunStart } from '@signalbox/engine/interpret';
import type { Identity } from './intake/incoming-event.js';
import type { WebhookMapping } from './intake/webhook-sources.js';
import type { FormerRule, SegmentRule } from '@signalbox/engine/segments';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { LinkTables } from './link-tables.js';
import type { SendingTables } from './sending-tables.js';
import type { SignUpTables } from './sign-up/tables.js';
import type { WaitlistTables } from './waitlist/tables.js';

export type Instant = ColumnType<Date, Date, Date>;
export type MaybeInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;
export type Json<T> = ColumnType<T, string, string>;
type Record_ = { [key: string]: unknown };

/** The tables, as migrations leave them. */
export interface Schema extends LinkTables, SendingTables, SignUpTables, WaitlistTables {
  contacts: {
    id: string;
    first_name: string | null;
    last_name: string | null;
    email: string | null;
    phone: string | null;
    attributes: Json<Record_>;
    language: string | null;
    time_zone: string | null;
    country: string | null;
    order_count: Generated<number>;
    total_spent: JSONColumnType<Record<string, number>>;
    last_order_at: MaybeInstant;
    first_order_at: MaybeInstant;
    average_order: ColumnType<Record<string, number>, string | undefined, string>;
    favourite_category: ColumnType<string | null, string | null | undefined, string | null>;
    median_gap_days: ColumnType<number | null, number | null | undefined, number | null>;
    predicted_next_order_at: MaybeInstant;
    rfm_recency: ColumnType<number | null, number | null | undefined, number | null>;
    rfm_frequency: ColumnType<number | null, number | null | undefined, number | null>;
    rfm_monetary: ColumnType<number | null, number | null | undefined, number | null>;
    tier: ColumnType<string | null, string | null | undefined, string | null>;
    points_balance: Generated<number>;
    points_at: MaybeInstant;
    tier_at: MaybeInstant;
    has_open_case: Generated<boolean>;
    contacted_elsewhere_at: MaybeInstant;
    referral_count: Generated<number>;
    is_demo: Generated<boolean>;
    tags: Generated<string[]>;
    created_at: Instant;
    updated_at: Instant;
  };
  contact_identities: { kind: string; value: string; contact_id: string };
  consents: {
    id: Generated<number>;
    contact_id: string;
    phone: string;
    purpose: string;
    state: 'granted' | 'denied';
    source: string;
    evidence: Json<Record_>;
    at: Instant;
    recorded_at: Instant;
  };
  suppressions: { phone: string; reason: string; at: Instant };
  events: {
    id: string;
    source: string;
    message_id: string;
    name: string;
    contact_id: string | null;
    occurred_at: Instant;
    received_at: Instant;
    properties: Json<Record_>;
    keys: string[];
    is_history: boolean;
    told_runs: Generated<string[]>;
    told_count: Generated<number>;
  };
  event_ids: { source: string; message_id: string; event_id: string };
  node_code: { run: string; print: string; since: Date };
  plans: { hash: string; plan: Json<Plan> };
  journeys: {
    id: string;
    name: string;
    draft: Json<JourneyGraph>;
    revision: Generated<number>;
    live_version: number | null;
    paused_at: MaybeInstant;
    stopped_itself: ColumnType<unknown, string | null | undefined, string | null>;
    judged_from: MaybeInstant;
    status: ColumnType<JourneyStatus, JourneyStatus | undefined, JourneyStatus>;
    created_at: Instant;
    updated_at: Instant;
  };
  journey_versions: {
    journey_id: string;
    version: number;
    graph: Json<JourneyGraph>;
    plan_hash: string;
    published_at: Instant;
    published_by: ColumnType<'editor' | 'api' | null, 'editor' | 'api' | null | undefined, never>;
    published_by_member: ColumnType<string | null, string | null | undefined, never>;
    note: ColumnType<string | null, string | null | undefined, never>;
  };
  replaced_drafts: {
    journey_id: string;
    revision: number;
    graph: Json<JourneyGraph>;
    replaced_at: Instant;
  };
  runs: {
    id: string;
    journey_id: string;
    version: number;
    plan_hash: string;
    contact_id: string;
    entry_event_id: string;
    start: Json<RunStart>;
    vars: ColumnType<Checkpoint['vars'] | null, string | null | undefined, string | null>;
    entry_key: string;
    status: ColumnType<RunStatus, RunStatus | undefined, RunStatus>;
    outcome: string | null;
    replaced_by: string | null;
    moving_to: string | null;
    goal_at: MaybeInstant;
    goal_event_id: string | null;
    started_at: Instant;
    wakes_at: MaybeInstant;
    ended_at: MaybeInstant;
  };
  run_steps: {
    run_id: string;
    seq: number;
    node_id: string;
    visit: number;
    entered_at: Instant;
    left_at: MaybeInstant;
    port: string | null;
    reason: string | null;
    compared: Compared[] | null;
    is_provisional: ColumnType<boolean, boolean | undefined, boolean>;
  };
  run_subscriptions: {
    run_id: string;
    ref: string;
    event_name: string;
    contact_id: string | null;
    key: string | null;
    /** What happened earlier does not concern it. */
    since: MaybeInstant;
  };
  outbox: {
    id: Generated<number>;
    run_id: string;
    /** The run's. */
    journey_id: Generated<string>;
    kind: 'start' | 'event' | 'interrupt';
    payload: Json<unknown>;
    after_run: string | null;
    attempts: Generated<number>;
    next_attempt_at: Instant;
    last_error: string | null;
    created_at: Instant;
  };
  messages: {
    id: string;
    send_key: string;
    run_id: string | null;
    journey_id: string | null;
    node_id: string | null;
    contact_id: string | null;
    phone: string | null;
    sender: string | null;
    purpose: string;
    state: MessageState;
    reason: string | null;
    reason_code: string | null;
    body: string | null;
    parts: number | null;
    encoding: string | null;
    token: string | null;
    carrier_id: string | null;
    cost: ColumnType<unknown, string | null | undefined, string | null>;
    error_code: string | null;
    planned_at: Instant;
    sending_at: MaybeInstant;
    accepted_at: MaybeInstant;
    settled_at: MaybeInstant;
    is_urgent: Generated<boolean>;
    cart_keys: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
    sequence: ColumnType<number | null, number | null | undefined, number | null>;
  };
  message_transitions: {
    message_id: string;
    seq: Generated<number>;
    state: MessageState;
    at: Instant;
    cause: string;
  };
  inbound_messages: {
    id: string;
    carrier_id: string;
    phone: string;
    recipient: string;
    body: string;
    contact_id: string | null;
    received_at: Instant;
    is_unwelcome: Generated<boolean>;
  };
  run_moves: { run_id: string; from_hash: string; to_hash: string; seq: number; moved_at: Instant };
  campaigns: {
    id: string;
    journey_id: string;
    version: number;
    occurrence: string;
    due_at: Instant;
    status: CampaignStatus;
    cursor: string | null;
    created_at: Instant;
    finished_at: MaybeInstant;
    reason: string | null;
  };
  campaign_people: {
    campaign_id: string;
    contact_id: string;
    outcome: 'started' | 'not-started' | null;
    reason: string | null;
    at: MaybeInstant;
  };
  gate_slots: { journey_id: string; node_id: string; place: string; at: Instant; every_ms: number | null };
  team_notes: {
    id: string;
    key: string;
    contact_id: string;
    journey_id: string | null;
    run_id: string | null;
    text: string;
    at: Instant;
    done_at: MaybeInstant;
  };
  experiment_winners: {
    id: Generated<string>;
    journey_id: string;
    node_id: string;
    variant: string;
    chosen_by: 'hand' | 'rule';
    chosen_at: Instant;
    ended_at: MaybeInstant;
  };
  coupons: {
    pool: string;
    code: string;
    issue_key: string | null;
    contact_id: string | null;
    issued_at: MaybeInstant;
    run_id: string | null;
    expires_at: MaybeInstant;
    shop_state: 'asked' | 'made' | null;
    shop_ref: string | null;
    /** When the shop that made it is next told of another end; `null`: it knows. */
    end_to_tell_at: MaybeInstant;
    used_at: MaybeInstant;
    used_order: string | null;
  };
  points_entries: {
    key: string;
    contact_id: string;
    points: number;
    reason: string;
    kind: ColumnType<string, string | undefined, string>;
    about: ColumnType<string | null, string | null | undefined, string | null>;
    expires_at: MaybeInstant;
    at: Instant;
  };
  pace_slots: { slot: number; journey: string; send_key: string | null; was_missed: Generated<boolean> };
  reply_reviews: {
    id: string;
    carrier_id: string;
    phone: string;
    contact_id: string | null;
    body: string;
    at: Instant;
    decision: 'stop' | 'nothing' | null;
    decided_at: MaybeInstant;
  };
  segments: {
    id: string;
    name: string;
    rule: Json<SegmentRule | FormerRule>;
    saved_xid: Generated<string>;
    seen_saved_xid: string | null;
    seen_xid: string | null;
    knows_reads: Generated<boolean>;
    tells_first: Generated<boolean>;
    is_rule_new: Generated<boolean>;
    counted_at: MaybeInstant;
    created_at: Instant;
    updated_at: Instant;
  };
  segment_reads: { segment_id: string; kind: string; name: string };
  segment_members: { segment_id: string; contact_id: string; entered_at: Instant };
  settings: { key: string; value: Json<unknown> };
  api_keys: {
    hash: string;
    kind: 'api' | 'write';
    role: 'viewer' | 'editor' | 'admin' | null;
    created_at: Instant;
    id: Generated<string>;
    name: Generated<string>;
    hint: Generated<string>;
    last_used_at: MaybeInstant;
  };
  members: {
    id: Generated<string>;
    name: string;
    role: 'viewer' | 'editor' | 'admin';
    created_at: Instant;
    joined_at: MaybeInstant;
    last_seen_at: MaybeInstant;
    removed_at: MaybeInstant;
  };
  sessions: { hash: string; member_id: string; created_at: Instant; expires_at: Instant };
  sign_in_links: {
    hash: string;
    member_id: ColumnType<string | null, string | undefined, never>;
    expires_at: Instant;
    used_at: MaybeInstant;
  };
  connections: {
    id: string;
    name: string;
    kind: string;
    base_url: string;
    header_names: string[];
    sealed_headers: string;
    created_at: Instant;
  };
  contact_preferences: {
    phone: string;
    topic: string;
    choice: 'yes' | 'fewer' | 'no';
    until: MaybeInstant;
    source: string;
    at: Instant;
  };
  contact_aliases: {
    contact_id: string;
    survivor_id: string;
    reason: string;
    was: Json<Record_>;
    merged_at: Instant;
  };
  erased_phones: { hash: string; stopped: boolean; at: Instant };
  redacted_ids: { hash: string; at: Instant };
  tags: { name: string; is_list: Generated<boolean>; created_at: Instant };
  contact_tags: { contact_id: string; tag: string; source: string; at: Instant };
  tag_news: { contact_id: string; tag: string; at: Instant };
  attribute_types: { name: string; type: AttributeType; example: string; first_seen: Instant };
  contact_changes: {
    id: Generated<number>;
    contact_id: string;
    field: string;
    before: Json<unknown>;
    after: Json<unknown>;
    source: string | null;
    at: Instant;
  };
  shops: { shop: string; currency: string | null; uninstalled_at: MaybeInstant; seen_at: Instant };
  products: {
    shop: string;
    product_id: string;
    title: string | null;
    url: string | null;
    image_url: string | null;
    category: string | null;
    vendor: string | null;
    tags: string[];
    status: 'active' | 'hidden' | 'deleted';
    published_at: MaybeInstant;
    updated_at: Instant;
  };
  variants: {
    shop: string;
    variant_id: string;
    product_id: string | null;
    title: string | null;
    sku: string | null;
    options: Json<Record<string, string>>;
    /** Major units; numeric, so a text. */
    price: string | null;
    compare_at_price: string | null;
    available: number | null;
    stock: 'in' | 'out' | null;
    is_tracked: boolean;
    policy: 'deny' | 'continue';
    inventory_item_id: string | null;
    is_deleted: boolean;
    stock_at: MaybeInstant;
    updated_at: Instant;
  };
  inventory_levels: {
    shop: string;
    inventory_item_id: string;
    location_id: string;
    available: number;
    updated_at: Instant;
  };
  variant_history: {
    id: Generated<number>;
    shop: string;
    variant_id: string;
    at: Instant;
    price: string | null;
    available: number | null;
    stock: 'in' | 'out' | null;
  };
  orders: {
    shop: string;
    order_id: string;
    contact_id: string | null;
    placed_at: MaybeInstant;
    paid_at: MaybeInstant;
    cancelled_at: MaybeInstant;
    currency: string | null;
    total_minor: number | null;
    refunded_minor: number;
    discount_codes: string[];
    checkout_token: string | null;
    cart_token: string | null;
    details_at: MaybeInstant;
    details_id: string | null;
    lines_at: MaybeInstant;
    lines_id: string | null;
  };
  order_lines: {
    shop: string;
    order_id: string;
    line: number;
    product_id: string | null;
    variant_id: string | null;
    sku: string | null;
    name: string | null;
    category: string | null;
    quantity: number;
    price: string | null;
  };
  refunds: { shop: string; refund_id: string; order_id: string; minor: number | null; at: Instant };
  support_cases: {
    source: string;
    case_id: string;
    contact_id: string;
    opened_at: MaybeInstant;
    closed_at: MaybeInstant;
  };
  referrals: { source: string; referred: string; contact_id: string; at: Instant };
  webhook_deliveries: {
    id: Generated<number>;
    integration: string;
    topic: string;
    at: Instant;
    outcome: 'taken' | 'duplicate' | 'ignored' | 'refused';
    detail: string | null;
    event_ids: string[];
    payload: string;
    took_ms: number;
  };
  webhook_topics: {
    integration: string;
    topic: string;
    last_at: Instant;
    outcome: 'taken' | 'duplicate' | 'ignored' | 'refused';
    taken: number;
    refused: number;
  };
  webhook_sources: {
    id: string;
    name: string;
    token: string;
    mapping: Json<WebhookMapping>;
    created_at: Instant;
    updated_at: Instant;
  };
  privacy_requests: {
    id: string;
    key: string;
    kind: 'access' | 'erase' | 'erase-shop';
    shop: string;
    names: Json<Identity[]>;
    reference: string | null;
    asked_at: Instant;
    done_at: MaybeInstant;
    people: Generated<number>;
    answer: ColumnType<unknown, string | null | undefined, string | null>;
  };
  seen_events: { name: string; source: string; first_seen_at: Instant; last_seen_at: Instant; count: number };
  seen_properties: {
    event_name: string;
    path: string;
    types: string[];
    example: string | null;
    last_seen_at: Instant;
  };
  thing_events: { event_id: string; cursor: string | null; created_at: Instant };
  people_jobs: {
    id: string;
    kind: 'import' | 'bulk' | 'undo';
    status: PeopleJobStatus;
    settings: Json<Record_>;
    cursor: Generated<number>;
    total: Generated<number>;
    done: Generated<number>;
    created: Generated<number>;
    changed: Generated<number>;
    bad: Generated<number>;
    gone: Generated<number>;
    kept: Generated<number>;
    message: Generated<string>;
    undoes: string | null;
    created_at: Instant;
    started_at: MaybeInstant;
    finished_at: MaybeInstant;
  };
  import_pages: { job_id: string; up_to: number; lines: string };
  import_bad_rows: { job_id: string; row_no: number; reason: string; cells: string };
  import_says: { job_id: string; contact_id: string; says: unknown };
  bulk_people: {
    job_id: string;
    contact_id: string;
    done: Generated<boolean>;
    was: ColumnType<unknown, string | null | undefined, string | null>;
  };
}

/** `ready`: the file is here and its columns are not settled yet. */
export type PeopleJobStatus = 'uploading' | 'ready' | 'running' | 'done' | 'failed' | 'cancelled';
export type AttributeType = 'text' | 'number' | 'boolean' | 'date' | 'list' | 'object';
export type JourneyStatus = 'draft' | 'live' | 'paused' | 'ended' | 'archived';
/** `gathering`: the audience is being written down. */
export type CampaignStatus = 'gathering' | 'running' | 'stopped' | 'done' | 'missed';
export type RunStatus = 'starting' | 'waiting' | 'parked' | 'held' | 'stuck' | 'ended';
export type MessageState =
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
