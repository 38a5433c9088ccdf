import { takeEvents } from '@signalbox/store';
import type { FastifyPluginAsync } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { logged } from './delivery-log.js';
import { refuseAbsurd } from './refuse-absurd.js';
import {
  BODY_LIMIT,
  headerOf,
  isSigned,
  keepBodiesRaw,
  parseExactly,
  rawBody,
  secretsOf,
} from './signed-bodies.js';
import { isKnownTopic, KNOWN_TOPICS, mapWooCommerce } from './woocommerce-mapping.js';

const TIMES = ['date_created_gmt', 'date_modified_gmt', 'date_paid_gmt', 'date_completed_gmt'];
/** A product that is still to appear was created, as WooCommerce tells it, when it will. */
const timesOf = (topic: string) =>
  topic.startsWith('product.') ? TIMES.filter((time) => time !== 'date_created_gmt') : TIMES;

/** WooCommerce's webhooks: signed over the raw body, never repeated by the shop, and so answered 200 once stored. */
export const wooCommerceWebhooks =
  (deps: ApiDeps): FastifyPluginAsync =>
  async (app) => {
    const { database, config, nowMs } = deps;
    const secrets = secretsOf(config.WOOCOMMERCE_WEBHOOK_SECRET);
    keepBodiesRaw(app);

    app.post(
      '/webhooks/woocommerce',
      { bodyLimit: BODY_LIMIT, schema: { tags: ['webhooks'] } as object },
      async (request) => {
        const raw = rawBody(request.body);
        const header = (name: string) => headerOf(request.headers, name);
        const topic = header('x-wc-webhook-topic');
        // On creation WooCommerce asks, unsigned, whether anybody is there; it wants exactly 200.
        if (topic === '' && /^webhook_id=\d+$/.test(raw.subarray(0, 64).toString('utf8').trim()))
          return { status: 'ignored' };
        const { status } = await logged(
          deps,
          { integration: 'woocommerce', topic, raw },
          request,
          async () => {
            if (secrets.length === 0) {
              throw new ApiError(
                'webhook-not-configured',
                'Set WOOCOMMERCE_WEBHOOK_SECRET to the secret of the webhooks in WooCommerce.',
              );
            }
            if (!isSigned(raw, header('x-wc-webhook-signature'), secrets)) {
              throw new ApiError(
                'bad-signature',
                'X-WC-Webhook-Signature does not match the body. Nothing was changed.',
              );
            }
            if (!isKnownTopic(topic)) {
              throw new ApiError(
                'unknown-topic',
                `“${topic}” is not used here. Remove that webhook in WooCommerce; these are known: ${KNOWN_TOPICS.join(', ')}.`,
              );
            }
            const body = parseExactly(raw);
            refuseAbsurd(body, timesOf(topic), nowMs());
            const incoming = mapWooCommerce({
              topic,
              shop: shopOf(header('x-wc-webhook-source')),
              body,
              raw,
              receivedAtMs: nowMs(),
            });
            if (!incoming) throw new ApiError('invalid-request', 'The body is not an object.');
            if (incoming.length === 0)
              return { status: 'ignored' as const, detail: 'Nothing of it is used here.' };
            const taken = await takeEvents(database, incoming, { nowMs: nowMs() });
            const news = taken.filter((one) => one.status === 'taken');
            return {
              status: news.length > 0 ? ('taken' as const) : ('duplicate' as const),
              eventIds: news.map(({ eventId }) => eventId),
            };
          },
        );
        return { status };
      },
    );
  };

/** `https://shop.example/` is `shop.example`: the same under http, too. */
const shopOf = (source: string): string =>
  source.replace(/^https?:\/\//, '').replace(/\/+$/, '') || 'unknown-shop';
