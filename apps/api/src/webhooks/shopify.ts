import { takeEvent } from '@signalbox/store';
import type { FastifyPluginAsync } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { logged, outcomeOf, type Outcome } from './delivery-log.js';
import { refuseAbsurd } from './refuse-absurd.js';
import type { Delivery } from './shopify-delivery.js';
import { isKnownTopic, KNOWN_TOPICS, mapShopify, REQUEST_TOPICS } from './shopify-mapping.js';
import { refuseRedacted } from './shopify-redacted.js';
import { doAsShopifyAsks, isRequest } from './shopify-requests.js';
import {
  BODY_LIMIT,
  headerOf,
  isSigned,
  keepBodiesRaw,
  parseExactly,
  rawBody,
  secretsOf,
} from './signed-bodies.js';

const TIMES = ['created_at', 'updated_at', 'processed_at', 'cancelled_at', 'completed_at', 'occurredAt'];

/** Shopify's webhooks: signed over the raw body, deduplicated by shop, topic and webhook id. */
export const shopifyWebhooks =
  (deps: ApiDeps): FastifyPluginAsync =>
  async (app) => {
    const { database, config, nowMs } = deps;
    const secrets = secretsOf(config.SHOPIFY_WEBHOOK_SECRET);
    keepBodiesRaw(app);

    app.post(
      '/webhooks/shopify',
      { bodyLimit: BODY_LIMIT, schema: { tags: ['webhooks'] } as object },
      async (request) => {
        const raw = rawBody(request.body);
        const header = (name: string) => headerOf(request.headers, name);
        const topic = header('x-shopify-topic');
        const { status } = await logged(deps, { integration: 'shopify', topic, raw }, request, async () => {
          if (secrets.length === 0) {
            throw new ApiError(
              'webhook-not-configured',
              "Set SHOPIFY_WEBHOOK_SECRET to the app's client secret (or the shop's signing key).",
            );
          }
          if (!isSigned(raw, header('x-shopify-hmac-sha256'), secrets)) {
            throw new ApiError(
              'bad-signature',
              'X-Shopify-Hmac-Sha256 does not match the body. Nothing was changed.',
            );
          }
          const webhookId = header('x-shopify-webhook-id');
          if (!webhookId)
            throw new ApiError('invalid-request', 'The header X-Shopify-Webhook-Id is missing.');
          if (!isKnownTopic(topic) && !isRequest(topic)) {
            throw new ApiError(
              'unknown-topic',
              `“${topic}” is not used here. Remove its subscription at Shopify; these are known: ${[...KNOWN_TOPICS, ...REQUEST_TOPICS].join(', ')}.`,
            );
          }
          return take({
            topic,
            shop: header('x-shopify-shop-domain') || 'unknown-shop',
            webhookId,
            body: parseExactly(raw),
            receivedAtMs: nowMs(),
          });
        });
        return { status };
      },
    );

    async function take(delivery: Delivery): Promise<Outcome> {
      if (isRequest(delivery.topic)) return doAsShopifyAsks(database, delivery);
      refuseAbsurd(delivery.body, TIMES, delivery.receivedAtMs);
      const incoming = mapShopify(delivery);
      if (!incoming) throw new ApiError('invalid-request', 'The body is not an object.');
      const looked = await refuseRedacted(database, delivery, incoming);
      if ('refused' in looked) return looked.refused;
      const taken = await takeEvent(database, incoming, { nowMs: nowMs() });
      return (await looked.afterwards(taken.contactId)) ?? outcomeOf(taken);
    }
  };
