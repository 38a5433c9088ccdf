import type { Generated } from 'kysely';
import type { Instant, Json, MaybeInstant } from './schema.js';
import type { CouponEnd, CouponOffer } from './steps/coupon-pools.js';

/** Tables of what a text carries, and of its reader's side. */
export interface LinkTables {
  links: {
    code: string;
    kind: 'url' | 'opt-out' | 'opt-in';
    url: string | null;
    name: string | null;
    send_key: string;
    slot: string;
    message_id: string | null;
    run_id: string | null;
    journey_id: string | null;
    node_id: string | null;
    contact_id: string | null;
    phone: string;
    purpose: string;
    expires_at: MaybeInstant;
    created_at: Instant;
  };
  link_clicks: {
    id: Generated<number>;
    code: string;
    at: Instant;
    by: 'person' | 'bot' | 'preview' | 'early';
    user_agent: string | null;
  };
  recipient_pages: { token: string; phone: string; created_at: Instant };
  coupon_pools: {
    name: string;
    kind: 'list' | 'generated';
    pattern: string | null;
    offer: Json<CouponOffer>;
    ends: Json<CouponEnd>;
    connection_id: string | null;
    low_water: number;
    low_told_at: MaybeInstant;
    created_at: Instant;
  };
}
