import {
  consentState,
  findSignUpForm,
  isSuppressed,
  type IncomingEvent,
  type SignUp,
  type SignUpForm,
} from '@signalbox/store';
import type { FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { readStorefront } from './browser-key.js';

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
  'Checkout Completed',
]);

/** What a browser's message comes to. */
export interface FromBrowser {
  incoming: IncomingEvent;
  /** Somebody ticked, and the shop lets a form of its own say what follows. */
  signUp?: { form: SignUpForm; person: SignUp };
}

/**
 * A message as a browser may send it: of what one sees in a shop, never history. A tick that says yes is kept with what
 * stood beside it and tells that somebody signed up, or asks for their yes where the shop's form does; no tick is no
 * answer.
 * @returns `null` if it is none of a browser's business
 */
export async function fromBrowser(
  { database }: ApiDeps,
  incoming: IncomingEvent,
  request: FastifyRequest,
): Promise<FromBrowser | null> {
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
  if (incoming.name !== null || !phone || !isYes) return { incoming: own };
  // Who said STOP comes back only by their own yes.
  if (await isSuppressed(database, phone)) return { incoming: own };
  const shown = typeof wording === 'string' ? wording.slice(0, 1_000) : null;
  const evidence = {
    page: request.headers.referer ?? request.headers.origin ?? null,
    ip: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
  };
  const slug = (await readStorefront(database))?.checkoutForm;
  const form = slug ? await findSignUpForm(database, slug) : null;
  if (form) {
    const country = incoming.contact?.country ?? null;
    const person: SignUp = { phone, country, via: 'form', evidence };
    // What stood beside the tick in the shop's own page, not what the form's page says.
    return { incoming: own, signUp: { form: { ...form, wording: shown ?? form.wording }, person } };
  }
  if ((await consentState(database, phone, 'marketing')) === 'granted') return { incoming: own };
  return {
    incoming: {
      ...own,
      name: 'SMS Subscribed',
      properties: { purpose: 'marketing', source: 'checkout' },
      consents: [
        {
          purpose: 'marketing',
          state: 'granted',
          source: 'checkout',
          evidence: { wording: shown, ...evidence },
          atMs: own.occurredAtMs,
          phone,
        },
      ],
    },
  };
}
