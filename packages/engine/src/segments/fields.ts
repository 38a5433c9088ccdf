import type { ValueType } from './rule.js';

export interface PersonField {
  /** The column of `contacts`. */
  name: string;
  type: Exclude<ValueType, 'list'> | 'money';
  /** In a sentence: “order count is at least 3”. */
  label: string;
  group: 'Person' | 'Orders' | 'Loyalty';
  /** Nothing stored is 0, not unknown. */
  missingIsZero?: true;
}

/**
 * What is known of everybody and may be asked for. A new column of `contacts` becomes a field by one line here.
 * `money` is an object of minor units by currency.
 */
export const PERSON_FIELDS: readonly PersonField[] = [
  { name: 'first_name', type: 'text', label: 'first name', group: 'Person' },
  { name: 'last_name', type: 'text', label: 'last name', group: 'Person' },
  { name: 'email', type: 'text', label: 'email', group: 'Person' },
  { name: 'phone', type: 'text', label: 'phone', group: 'Person' },
  { name: 'country', type: 'text', label: 'country', group: 'Person' },
  { name: 'language', type: 'text', label: 'language', group: 'Person' },
  { name: 'time_zone', type: 'text', label: 'time zone', group: 'Person' },
  { name: 'created_at', type: 'date', label: 'known since', group: 'Person' },
  { name: 'order_count', type: 'number', label: 'order count', group: 'Orders' },
  { name: 'total_spent', type: 'money', label: 'total spent', group: 'Orders', missingIsZero: true },
  { name: 'average_order', type: 'money', label: 'average order', group: 'Orders' },
  { name: 'first_order_at', type: 'date', label: 'first order', group: 'Orders' },
  { name: 'last_order_at', type: 'date', label: 'last order', group: 'Orders' },
  { name: 'median_gap_days', type: 'number', label: 'usual days between orders', group: 'Orders' },
  { name: 'predicted_next_order_at', type: 'date', label: 'next order expected', group: 'Orders' },
  { name: 'favourite_category', type: 'text', label: 'favourite category', group: 'Orders' },
  { name: 'rfm_recency', type: 'number', label: 'recency score', group: 'Orders' },
  { name: 'rfm_frequency', type: 'number', label: 'frequency score', group: 'Orders' },
  { name: 'rfm_monetary', type: 'number', label: 'spending score', group: 'Orders' },
  { name: 'tier', type: 'text', label: 'tier', group: 'Loyalty' },
  { name: 'points_balance', type: 'number', label: 'points balance', group: 'Loyalty' },
  { name: 'referral_count', type: 'number', label: 'people referred', group: 'Loyalty' },
  { name: 'has_open_case', type: 'boolean', label: 'open support case', group: 'Person' },
  { name: 'contacted_elsewhere_at', type: 'date', label: 'contacted elsewhere', group: 'Person' },
];

export const fieldOf = (name: string): PersonField | undefined =>
  PERSON_FIELDS.find((field) => field.name === name);
