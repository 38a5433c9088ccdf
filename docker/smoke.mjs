// Does what a shop and its customer do, against a Signalbox that runs: publishes a journey, posts a signed webhook, and
// reads the text on the phone. Needs SIGNALBOX_URL, SIGNALBOX_API_KEY and SHOPIFY_WEBHOOK_SECRET.
import { createHmac, randomInt, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const { SIGNALBOX_URL = 'http://localhost:3000', SIGNALBOX_API_KEY, SHOPIFY_WEBHOOK_SECRET } = process.env;
if (!SIGNALBOX_API_KEY || !SHOPIFY_WEBHOOK_SECRET) {
  console.error('Set SIGNALBOX_API_KEY and SHOPIFY_WEBHOOK_SECRET to those of the Signalbox to try.');
  process.exit(1);
}

async function api(path, body) {
  const response = await fetch(`${SIGNALBOX_URL}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${SIGNALBOX_API_KEY}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    body: body ? JSON.stringify(body) : undefined,
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function until(what, ask, withinMs = 120_000) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask().catch(() => null);
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`Waited ${withinMs / 1000} s in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

await until('every part to be ready', async () => (await fetch(`${SIGNALBOX_URL}/readyz`)).ok);

const example = JSON.parse(
  await readFile(new URL('../examples/journeys/abandoned-cart.json', import.meta.url), 'utf8'),
);
// An hour is long for a check.
example.graph.nodes.find((node) => node.type === 'wait-for-event').data.config.timeoutMs = 2_000;
const { id, revision } = await api('/api/journeys', example);
await api(`/api/journeys/${id}/publish`, { revision });

const token = randomUUID().replaceAll('-', '');
const phone = `+4520${randomInt(100_000, 999_999)}`;
const checkoutUrl = `https://shop.example/checkouts/${token.slice(0, 8)}`;
const body = JSON.stringify({
  token,
  cart_token: `cart-${token}`,
  phone,
  sms_marketing_phone: phone,
  buyer_accepts_sms_marketing: true,
  customer: { first_name: 'Anna' },
  abandoned_checkout_url: checkoutUrl,
  created_at: new Date().toISOString(),
  completed_at: null,
  currency: 'DKK',
  total_price: '449.00',
  line_items: [{ product_id: 1, title: 'Wool jumper', quantity: 1, price: '449.00' }],
});
const webhook = await fetch(`${SIGNALBOX_URL}/webhooks/shopify`, {
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    'x-shopify-topic': 'checkouts/create',
    'x-shopify-shop-domain': 'demo-shop.myshopify.com',
    'x-shopify-webhook-id': randomUUID(),
    'x-shopify-hmac-sha256': createHmac('sha256', SHOPIFY_WEBHOOK_SECRET).update(body).digest('base64'),
  },
  body,
});
if (!webhook.ok) throw new Error(`The webhook was refused: ${webhook.status} ${await webhook.text()}`);

const text = await until(`a text with the cart's link on ${phone}`, async () => {
  const { phones } = await api('/api/phone');
  const own = phones.find((each) => each.number === phone);
  return own && JSON.stringify(own).includes(checkoutUrl) ? own : null;
});
console.log(`A text came to ${text.number}, with the cart's link.`);
