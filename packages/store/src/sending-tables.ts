import type { JSONColumnType } from 'kysely';
import type { Instant, MaybeInstant } from './schema.js';

/** What sending keeps beside the ledger. */
export interface SendingTables {
  unreachable_phones: { phone: string; reason: string; at: Instant };
  opt_in_requests: {
    id: string;
    phone: string;
    purposes: string[];
    source: string;
    evidence: JSONColumnType<Record<string, unknown>>;
    requested_at: Instant;
    asked_at: MaybeInstant;
    expires_at: Instant;
    confirmed_at: MaybeInstant;
    confirmed_by: 'reply' | 'link' | null;
    closed_at: MaybeInstant;
  };
}
