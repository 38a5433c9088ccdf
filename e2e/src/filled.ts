import type { callApi } from './product.js';
import { until } from './until.js';

type Api = ReturnType<typeof callApi>;
interface Named {
  id: string;
  name: string;
}

export interface Filled {
  /** A live journey that people are in, with texts sent and not sent. */
  journeyId: string;
  /** A draft with much left to do. */
  unfinishedId: string;
  /** A run that is over. */
  runId: string;
  /** Somebody with a cart, texts and a reply. */
  contactId: string;
  segmentId: string;
  formId: string;
}

const PEOPLE = 24;

/** A Signalbox as it looks after some weeks of use: a bit of everything that a page can show, none of it by hand. */
export async function fill(api: Api): Promise<Filled> {
  const post = <T>(path: string, json?: unknown) => api<T>(path, { method: 'POST', json });
  const { jobId } = await post<{ jobId: string }>('/api/demo');
  await until(
    'the demo shop',
    async () => (await api<{ status: string }>(`/api/jobs/${jobId}`)).status === 'done',
    { withinMs: 120_000 },
  );
  await api('/api/tags/Newsletter', { method: 'PUT', json: { isList: true } });
  const segment = await post<{ id: string }>('/api/segments', { name: 'Came back', rule: CAME_BACK });
  // A browser test that failed begins anew in the same Signalbox.
  const { forms } = await api<{ forms: { id: string; slug: string }[] }>('/api/sign-up-forms');
  const form =
    forms.find(({ slug }) => slug === FORM.slug) ?? (await post<{ id: string }>('/api/sign-up-forms', FORM));
  await api('/api/coupon-pools/spring', { method: 'PUT', json: POOL });
  await post('/api/coupon-pools/spring/codes', { codes: ['SPRING-1A', 'SPRING-2B', 'SPRING-3C'] });
  const { sources } = await api<{ sources: { name: string }[] }>('/api/integrations');
  if (!sources.some(({ name }) => name === SOURCE.name)) await post('/api/webhook-sources', SOURCE);

  const { journeys } = await api<{ journeys: Named[] }>('/api/journeys');
  const cart = journeys.find(({ name }) => name === 'Abandoned cart')!;
  const { revision } = await api<{ revision: number }>(`/api/journeys/${cart.id}`);
  await post(`/api/journeys/${cart.id}/publish`, { revision });

  const { id: unfinishedId } = await post<{ id: string }>('/api/journeys', {
    name: 'Ask for a review',
    graph: UNFINISHED,
  });

  const { contacts } = await api<{ contacts: { id: string; phone: string }[] }>(
    `/api/contacts?search=demo.example&limit=${PEOPLE}`,
  );
  await post('/api/contacts/bulk', {
    action: { kind: 'tag', tag: 'Newsletter' },
    choice: { ids: contacts.map(({ id }) => id) },
    dryRun: false,
  });
  for (const { id } of contacts) await post('/api/demo/abandon', { contactId: id });
  await post('/api/demo/shop/stock', { productId: 'fjord', available: 0 });
  for (const { id } of contacts.slice(0, 3))
    await post('/api/demo/shop/ask', { contactId: id, productId: 'fjord' });
  await until(
    'texts sent and not sent',
    async () => {
      const { journeys } = await api<{ journeys: { counts: { sent: number; notSent: number } }[] }>(
        '/api/home',
      );
      const sum = (which: 'sent' | 'notSent') => journeys.reduce((all, { counts }) => all + counts[which], 0);
      return sum('sent') > PEOPLE / 2 && sum('notSent') > 2;
    },
    { withinMs: 120_000 },
  );
  // Somebody answers, and somebody has a cart again.
  const { runs } = await api<{ runs: { id: string; contact: { id: string; phone: string } }[] }>(
    `/api/journeys/${cart.id}/runs?status=ended`,
  );
  const { id: runId, contact } = runs[0]!;
  await post(`/api/phone/${encodeURIComponent(contact.phone)}/reply`, { text: 'Is it back in blue, too?' });
  for (const { id } of contacts.slice(0, 4)) await post('/api/demo/abandon', { contactId: id });
  return {
    journeyId: cart.id,
    unfinishedId,
    runId,
    contactId: contact.id,
    segmentId: segment.id,
    formId: form.id,
  };
}

const UNFINISHED = {
  schemaVersion: 1,
  nodes: [
    { id: 'start', type: 'event-trigger', position: { x: 0, y: 0 }, data: { version: 1, config: {} } },
    {
      id: 'ask',
      type: 'send-sms',
      position: { x: 0, y: 180 },
      data: {
        version: 1,
        name: 'Ask how it fits',
        config: { text: 'Hi {{ contact.first_name | default: "you" }}', purpose: 'marketing' },
      },
    },
    { id: 'reply', type: 'wait-for-reply', position: { x: 0, y: 420 }, data: { version: 1, config: {} } },
  ],
  edges: [{ id: 'a', source: 'start', sourceHandle: 'next', target: 'ask' }],
  notes: [{ id: 'n', position: { x: 360, y: 180 }, text: 'Legal wants to see this text first.' }],
};
const CAME_BACK = {
  version: 2,
  root: {
    kind: 'group',
    match: 'all',
    conditions: [{ kind: 'field', field: 'order_count', test: { type: 'number', op: 'at-least', value: 2 } }],
  },
};
const FORM = {
  slug: 'newsletter',
  name: 'Newsletter',
  title: 'Be the first to know',
  lead: 'Two or three texts a month.',
  wording: 'I agree to get texts from Acme about news and offers.',
  success: 'Thank you. Answer yes to the text that we sent you.',
  purposes: ['marketing'],
};
const POOL = { kind: 'list', offer: { kind: 'percent', percent: 15 }, ends: { kind: 'days', days: 14 } };
const SOURCE = {
  name: 'Booking system',
  mapping: { event: { fixed: 'Booking Made' }, person: { phone: 'customer.phone' } },
};
