import { randomUUID } from 'node:crypto';

/** A person as the shop's own app knows them. */
export interface AppPerson {
  userId: string;
  firstName: string;
  phone: string;
}

/** Tells what happens by Segment's API, as a shop's app would. */
export function eventApi({ url, writeKey }: { url: string; writeKey: string }) {
  const call = async (kind: 'identify' | 'track' | 'back-in-stock', body: object) => {
    const response = await fetch(`${url}/v1/${kind}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
      },
      body: JSON.stringify({ messageId: randomUUID(), timestamp: new Date().toISOString(), ...body }),
    });
    if (!response.ok) throw new Error(`${kind}: ${response.status} ${await response.text()}`);
  };
  const track = ({ userId }: AppPerson, event: string, properties: object = {}) =>
    call('track', { userId, event, properties });
  const identify = ({ userId, firstName, phone }: AppPerson, traits: object = {}) =>
    call('identify', { userId, traits: { firstName, phone, country: 'DK', ...traits } });
  return {
    /** Anything else, as it is. */
    tell: call,
    identify,
    track,
    /** Asks to be told once when a variant is back. */
    standInLine: ({ phone, firstName }: AppPerson, variantId: string) =>
      call('back-in-stock', {
        ...{ variant_id: variantId, phone, first_name: firstName },
        ...{ agrees: true, wording: 'Skriv til mig én gang, når den er tilbage.' },
      }),
    async signUp(person: AppPerson, purposes = ['marketing']) {
      await identify(person);
      for (const purpose of purposes) await track(person, 'SMS Subscribed', { purpose });
    },
  };
}
