import type { Generated } from 'kysely';
import type { Instant } from '../schema.js';

/** Tables of forms by which people sign up. */
export interface SignUpTables {
  sign_up_forms: {
    id: string;
    slug: string;
    name: string;
    language: string;
    title: string;
    lead: string;
    wording: string;
    success: string;
    purposes: string[];
    is_double: boolean;
    tag: string | null;
    keyword: string | null;
    shown: Generated<number>;
    created_at: Instant;
    updated_at: Instant;
  };
  sign_ups: {
    form_id: string;
    phone: string;
    contact_id: string;
    via: 'form' | 'text';
    at: Instant;
  };
}
