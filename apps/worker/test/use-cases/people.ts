import { randomUUID } from 'node:crypto';
import { WRITE_KEY, type TestApi } from '../../../api/src/testing.js';
import type { Item } from './shop.js';

export interface Person {
  firstName: string;
  phone: string;
  email: string;
  /** Their id in the shop. */
  customer: string;
  /** Their id in the app. */
  userId: string;
}

/** People, and what the shop's own app tells of them by the event API. */
export function openPeople(api: TestApi, nowMs: () => number) {
  let serial = 0;
  const call = async (kind: 'identify' | 'track', body: object) => {
    const response = await api.app.inject({
      method: 'POST',
      url: `/v1/${kind}`,
      headers: { authorization: `Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}` },
      payload: { messageId: randomUUID(), timestamp: new Date(nowMs()).toISOString(), ...body },
    });
    if (response.statusCode !== 200) throw new Error(`${kind}: ${response.body}`);
  };
  const track = ({ userId }: Person, event: string, properties: object = {}, more: object = {}) =>
    call('track', { userId, event, properties, ...more });

  return {
    /** Somebody of whom nobody knows yet. */
    somebody(firstName = 'Anna'): Person {
      serial += 1;
      return {
        firstName,
        phone: `+45201${String(serial).padStart(5, '0')}`,
        email: `${firstName.toLowerCase()}${serial}@example.com`,
        customer: String(700_000 + serial),
        userId: `user-${serial}`,
      };
    },
    identify: ({ userId, firstName, phone, email }: Person, traits: object = {}) =>
      call('identify', { userId, traits: { firstName, phone, email, country: 'DK', ...traits } }),
    track,
    /** By the button on a product's page: agrees to one text when a variant is back. */
    async asksFor({ phone, firstName, email }: Person, { variant, product }: Item) {
      const response = await api.app.inject({
        method: 'POST',
        url: '/v1/back-in-stock',
        headers: { authorization: `Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}` },
        payload: {
          ...{ variant_id: variant, product_id: product, phone, first_name: firstName, email },
          ...{ agrees: true, wording: 'Text me once when this is back.' },
        },
      });
      if (response.statusCode !== 200) throw new Error(`back-in-stock: ${response.body}`);
      return response.json<{ result: string; place?: number }>();
    },
    /** Known, and agrees to texts of these purposes. */
    async signUp(person: Person, purposes = ['marketing'], traits: object = {}) {
      const { userId, firstName, phone, email } = person;
      await call('identify', { userId, traits: { firstName, phone, email, country: 'DK', ...traits } });
      for (const purpose of purposes) await track(person, 'SMS Subscribed', { purpose });
    },
  };
}
