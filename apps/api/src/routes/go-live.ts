import { describeCarrierAccount, goLiveFacts, noteAddressSeen, readSetting } from '@signalbox/store';
import type { FastifyInstance } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { answers, goLive, type GoLive } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { carrierInForce } from './carrier-in-force.js';

const MINUTE = 60_000;
const NOT_PUBLIC =
  /^(localhost|.*\.local|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[?(::1|f[cd]))/i;

/** A signed webhook that came in over the public address is the proof that the world can reach it. */
export function noticeAddress(app: FastifyInstance, { database, config, nowMs }: ApiDeps): void {
  const expected = new URL(config.PUBLIC_URL).host;
  let notedMs = 0;
  app.addHook('onResponse', async (request, reply) => {
    if (!request.url.startsWith('/webhooks/') || reply.statusCode >= 300) return;
    const host = String(request.headers['x-forwarded-host'] ?? request.headers.host);
    if (host !== expected || nowMs() - notedMs < MINUTE) return;
    notedMs = nowMs();
    await noteAddressSeen(database, host, nowMs());
  });
}

/** The way from the demo to one's own shop, line by line, from what was seen to happen. */
export const goLiveRoutes =
  ({ database, config }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/go-live',
      { schema: { tags: ['house'], response: answers(goLive) } },
      async (): Promise<GoLive> => {
        const [account, senders, { isReal, sendingHours: hours }] = await Promise.all([
          describeCarrierAccount(database),
          readSetting<{ sender: string }[]>(database, 'senders'),
          carrierInForce({ database, config }),
        ]);
        const { address, topics, test, people } = await goLiveFacts(database, {
          // A test that went to the development phone proves nothing of the account that was stored after it.
          sinceMs: account ? Date.parse(account.updatedAt) : 0,
        });
        const { host, hostname } = new URL(config.PUBLIC_URL);
        const isPublic = !NOT_PUBLIC.test(hostname);
        const isReached = isPublic && address?.host === host;
        const isTested = isReal && test !== null && ['accepted', 'sent', 'delivered'].includes(test.state);
        const isDelivered = isReal && test?.state === 'delivered';
        const [newest] = topics;
        const from = senders?.[0]?.sender ?? config.SIGNALBOX_SENDER;
        return {
          lines: [
            {
              id: 'address',
              isDone: isReached,
              seenAt: isReached ? address.at : null,
              says: isReached
                ? `A signed webhook came in over ${host}.`
                : isPublic
                  ? `Nothing has come in over ${host} yet. Connect the shop, or send a test text: its callback will.`
                  : `${host} is reached from this machine only. Set PUBLIC_URL to the address that your shop and Plivo can call, and start again.`,
            },
            {
              id: 'shop',
              isDone: newest !== undefined,
              seenAt: newest?.at.toISOString() ?? null,
              says: newest
                ? `${newest.integration} tells of ${topics.length === 1 ? 'one topic' : `${topics.length} topics`}; the last was ${newest.topic}.`
                : 'No shop but the demo has told of anybody yet. Add the webhook in your shop’s settings.',
            },
            {
              id: 'sender',
              isDone: isTested,
              seenAt: isTested ? test.at.toISOString() : null,
              says: !isReal
                ? 'Texts go to the development phone. Store your account at Plivo, and the sender.'
                : isTested
                  ? `The carrier took a text from ${from}.`
                  : test?.reason
                    ? `The last test from ${from} was refused: ${test.reason}.`
                    : `Send a test from ${from}.`,
            },
            {
              id: 'hours',
              isDone: hours === 'law',
              seenAt: null,
              says:
                hours === 'law'
                  ? 'Texts leave within the hours that the law of each person’s place allows.'
                  : 'Texts leave at any hour, as suits a first try. With a real carrier the law’s hours hold by themselves; SIGNALBOX_SENDING_HOURS=law has them now.',
            },
            {
              id: 'people',
              isDone: people.hasConsented,
              seenAt: people.hasConsented ? (people.at?.toISOString() ?? null) : null,
              says: people.hasConsented
                ? `${people.consented.toLocaleString('en')} of ${people.mayBeMore ? 'the newest ' : ''}${people.count.toLocaleString('en')} people agreed to texts.`
                : people.count > 0
                  ? `${people.count.toLocaleString('en')} people ${people.mayBeMore ? 'or more ' : ''}are here, and none of them has agreed to texts. Import with their SMS consent.`
                  : 'Nobody but samples is here. Import people with their SMS consent, for instance Klaviyo’s export.',
            },
            {
              id: 'own-phone',
              isDone: isDelivered,
              seenAt: isDelivered ? (test.settledAt ?? test.at).toISOString() : null,
              says: isDelivered
                ? 'The carrier says that the text reached your phone.'
                : !isReal
                  ? 'Needs a real carrier first.'
                  : isTested
                    ? 'The carrier has not said yet that it arrived.'
                    : 'Send a test text to your own number.',
            },
          ],
          topics: topics.map((topic) => ({ ...topic, at: topic.at.toISOString() })),
        };
      },
    );
  };
