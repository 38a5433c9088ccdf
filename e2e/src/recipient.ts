import { randomUUID } from 'node:crypto';
import { textsOn } from './journeys.js';
import { eventApi } from './event-api.js';
import type { sharedProduct } from './shared-product.js';
import { takeAway } from './take-away.js';
import { until } from './until.js';

/** Sends somebody new a text with a link to each page that its reader may come to. */
export async function linksOfAText(product: ReturnType<typeof sharedProduct>) {
  const event = `Links Asked ${randomUUID()}`;
  const { id, revision } = await product.api<{ id: string; revision: number }>('/api/journeys', {
    method: 'POST',
    json: { name: 'Links', graph: oneText(event) },
  });
  await product.api(`/api/journeys/${id}/publish`, { method: 'POST', json: { revision } });

  const shop = eventApi(product);
  const phone = `+4527${String(Date.now() % 1_000_000).padStart(6, '0')}`;
  const reader = { userId: phone, firstName: 'Ida', phone };
  await shop.signUp(reader);
  await shop.track(reader, event);
  const text = await until('the text with the links', async () =>
    (await textsOn(product.carrierUrl, phone)).find((sent) => sent.includes('/p/')),
  );
  await takeAway(product.api, id);
  const [page, optIn, optOut] = text.match(/\/[lp]\/\w+/g)!.map((path) => `${product.url}${path}`);
  return { page: page!, optIn: optIn!, optOut: optOut! };
}

const oneText = (event: string) => ({
  schemaVersion: 1,
  nodes: [
    {
      id: 'start',
      type: 'event-trigger',
      position: { x: 0, y: 0 },
      data: { version: 1, config: { event } },
    },
    {
      id: 'text',
      type: 'send-sms',
      position: { x: 0, y: 180 },
      data: {
        version: 1,
        config: {
          text: '{{ preferences_link }} {{ opt_in_link }} {{ opt_out_link }}',
          purpose: 'marketing',
        },
      },
    },
    { id: 'end', type: 'exit', position: { x: 0, y: 420 }, data: { version: 1, config: {} } },
  ],
  edges: [
    { id: 'a', source: 'start', sourceHandle: 'next', target: 'text' },
    { id: 'b', source: 'text', sourceHandle: 'sent', target: 'end' },
  ],
});
