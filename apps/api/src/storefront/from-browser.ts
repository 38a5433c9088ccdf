import { consentState, isSuppressed, type IncomingEvent } from '@signalbox/store';
import type { FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.js';

/** What a page may tell of. Orders, points and the like are the server's to tell: anybody can read a page's key. */
const TELLS = new Set([
  'Product Viewed',
  'Product List Viewed',
  'Products Searched',
  'Product Added',
  'Product Removed',
  'Cart Viewed',
  'Cart Updated',
  'Cart Emptied',
  'Checkout Started',
  'Checkout Updated',
]);

/**
 * A message as a browser may send it: of what one sees in a shop, never history. A tick that says yes is kept with what
 * stood beside it and tells that somebody signed up; no tick is no answer.
 * @returns `null` if it is none of a browser's business
 */
export async function fromBrowser(
  { database }: ApiDeps,
  incoming: IncomingEvent,
  request: FastifyRequest,
): Promise<IncomingEvent | null> {
  if (incoming.formerly || (incoming.name !== null && !TELLS.has(incoming.name))) return null;
  const { consent_wording: wording, ...attributes } = incoming.contact?.attributes ?? {};
  const own: IncomingEvent = {
    ...incoming,
    source: 'storefront',
    contact: { ...incoming.contact, attributes },
    consents: [],
    isHistory: false,
  };
  const phone = incoming.contact?.phone;
  const isYes = (incoming.consents ?? []).some(({ state }) => state === 'granted');
  if (incoming.name !== null || !phone || !isYes) return own;
  // Who said STOP comes back only by their own yes.
  if (await isSuppressed(database, phone)) return own;
  if ((await consentState(database, phone, 'marketing')) === 'granted') return own;
  const evidence = {
    wording: typeof wording === 'string' ? wording.slice(0, 1_000) : null,
    page: request.headers.referer ?? request.headers.origin ?? null,
    ip: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
  };
  return {
    ...own,
    name: 'SMS Subscribed',
    properties: { purpose: 'marketing', source: 'checkout' },
    consents: [
      { purpose: 'marketing', state: 'granted', source: 'checkout', evidence, atMs: own.occurredAtMs, phone },
    ],
  };
}
