import type { ColumnType, Generated } from 'kysely';
import type { Instant, MaybeInstant } from '../schema.js';
import type { RoundAnswer } from './round.js';
import type { WaitlistSettings } from './settings.js';

type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>;

/** Tables of who waits for what is sold out. */
export interface WaitlistTables {
  waitlist: {
    id: string;
    shop: string;
    variant_id: string;
    product_id: string | null;
    contact_id: string;
    phone: string;
    quantity: number;
    asked_at: Instant;
    expires_at: Instant;
    state: WaitState;
    reason: string | null;
    turns: Generated<number>;
    /** Until then others have their turn: their own text came too late. Of who is claimed, when it could go. */
    not_before: MaybeInstant;
    late_turns: Generated<number>;
    turn_runs: Generated<string[]>;
    claimed_at: MaybeInstant;
    told_at: MaybeInstant;
    ended_at: MaybeInstant;
  };
  waitlist_lines: {
    shop: string;
    variant_id: string;
    settings: MaybeJson<Partial<WaitlistSettings>>;
    is_paused: Generated<boolean>;
    round_key: string | null;
    round_answer: MaybeJson<RoundAnswer>;
    round_at: MaybeInstant;
    next_round_at: MaybeInstant;
  };
  waitlist_marks: { shop: string; variant_id: string; is_urgent: Generated<boolean>; at: Instant };
}

/** `claimed`: their turn has come, and the text is on its way or held until the morning. */
export type WaitState = 'waiting' | 'claimed' | 'told' | 'bought' | 'left' | 'expired';
