import type { Attribute } from '../contract/index.js';

const own = (name: string, type: Attribute['type'], example: string): Attribute => ({
  name,
  type,
  isOwn: true,
  conflict: null,
  types: [{ type, example, firstSeen: null }],
});

/** What every person has, as rules and texts name it. */
export const OWN_FIELDS: Attribute[] = [
  own('first_name', 'text', 'Anna'),
  own('last_name', 'text', 'Holm'),
  own('email', 'text', 'anna@example.com'),
  own('phone', 'text', '+4552512030'),
  own('country', 'text', 'DK'),
  own('language', 'text', 'da'),
  own('time_zone', 'text', 'Europe/Copenhagen'),
  own('tags', 'list', 'vip, newsletter'),
  own('order_count', 'number', '3'),
  own('last_order_at', 'date', '2026-11-02T12:00:00Z'),
  own('created_at', 'date', '2026-01-15T09:30:00Z'),
];
