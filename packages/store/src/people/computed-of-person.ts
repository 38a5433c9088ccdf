import { sql } from 'kysely';
import type { Database } from '../database.js';

/** What is computed of a person, and what others told of them. */
export interface ComputedOfPerson {
  /** Minor units by currency. */
  averageOrder: Record<string, number>;
  firstOrderAt: Date | null;
  lastOrderAt: Date | null;
  favouriteCategory: string | null;
  /** Half of their gaps between orders are shorter. */
  medianGapDays: number | null;
  predictedNextOrderAt: Date | null;
  /** From 1 to 5 among all customers; 5 is the best. */
  recency: number | null;
  frequency: number | null;
  monetary: number | null;
  tier: string | null;
  pointsBalance: number;
  hasOpenCase: boolean;
  contactedElsewhereAt: Date | null;
  referralCount: number;
}

export function computedOfPerson(database: Database, contactId: string): Promise<ComputedOfPerson> {
  return database.kysely
    .selectFrom('contacts')
    .select([
      'average_order as averageOrder',
      'first_order_at as firstOrderAt',
      'last_order_at as lastOrderAt',
      'favourite_category as favouriteCategory',
      'median_gap_days as medianGapDays',
      'predicted_next_order_at as predictedNextOrderAt',
      'rfm_recency as recency',
      'rfm_frequency as frequency',
      'rfm_monetary as monetary',
      'tier',
      'points_balance as pointsBalance',
      'has_open_case as hasOpenCase',
      'contacted_elsewhere_at as contactedElsewhereAt',
      'referral_count as referralCount',
    ])
    .where('id', '=', sql<string>`current_contact(${contactId})`)
    .executeTakeFirstOrThrow();
}
