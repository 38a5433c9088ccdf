import type { ContactFilter } from '@signalbox/store';
import type * as z from 'zod';
import type { contactFilter } from '../contract/index.js';

/** A filter as an address or a form writes it, as the store asks for it. */
export function readFilter(query: z.output<typeof contactFilter>): ContactFilter {
  const { lastOrder, attribute, ...rest } = query;
  const filter: ContactFilter = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined && value !== ''),
  );
  if (lastOrder === 'never') filter.lastOrder = 'never';
  else if (lastOrder) {
    const [word, days] = lastOrder.split('-');
    filter.lastOrder = word === 'within' ? { within: Number(days) } : { before: Number(days) };
  }
  if (attribute) {
    const at = attribute.indexOf('=');
    filter.attribute = { name: attribute.slice(0, at), value: attribute.slice(at + 1) };
  }
  return filter;
}
