import { createHmac, timingSafeEqual } from 'node:crypto';
import { takeEvent } from '@signalbox/store';
import type { FastifyPluginAsync } from 'fastify';
import { isLosslessNumber, parse } from 'lossless-json';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { isKnownTopic, KNOWN_TOPICS, mapShopify } from './shopify-mapping.js';

const BODY_LIMIT = 2 * 1024 * 1024;

/** Shopify's webhooks: signed over the raw body, deduplicated by shop, topic and webhook id. */
export const shopifyWebhooks =
  ({ database, config, nowMs }: ApiDeps): FastifyPluginAsync =>
  async (app) => {
    const secrets = config.SHOPIFY_WEBHOOK_SECRET.split(',')
      .map((secret) => secret.trim())
      .filter(Boolean);

    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    );

    app.post(
      '/webhooks/shopify',
      { bodyLimit: BODY_LIMIT, schema: { tags: ['webhooks'] } as object },
      async (request) => {
        const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
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
        const topic = header('x-shopify-topic');
        const shop = header('x-shopify-shop-domain') || 'unknown-shop';
        const webhookId = header('x-shopify-webhook-id');
        if (!webhookId) throw new ApiError('invalid-request', 'The header X-Shopify-Webhook-Id is missing.');
        if (!isKnownTopic(topic)) {
          throw new ApiError(
            'unknown-topic',
            `“${topic}” is not used here. Remove its subscription at Shopify; these are known: ${KNOWN_TOPICS.join(', ')}.`,
          );
        }
        const incoming = mapShopify({
          topic,
          shop,
          webhookId,
          body: parseExactly(raw),
          receivedAtMs: nowMs(),
        });
        if (!incoming) throw new ApiError('invalid-request', 'The body is not an object.');
        const { status } = await takeEvent(database, incoming, { nowMs: nowMs() });
        return { status };

        function header(name: string): string {
          const value = request.headers[name];
          return (Array.isArray(value) ? value[0] : value) ?? '';
        }
      },
    );
  };

/** After a secret is changed Shopify signs with the old one for up to an hour, so several may be set. */
function isSigned(raw: Buffer, signature: string, secrets: string[]): boolean {
  const given = Buffer.from(signature, 'base64');
  return secrets.some((secret) => {
    const expected = createHmac('sha256', secret).update(raw).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** Numbers that a double can't hold stay texts. */
function parseExactly(raw: Buffer): unknown {
  try {
    return parse(raw.toString('utf8'), (key, value) => {
      if (key === '__proto__') return undefined;
      if (!isLosslessNumber(value)) return value;
      const number = Number(value.value);
      return Number.isSafeInteger(number) || !/^-?\d+$/.test(value.value) ? number : value.value;
    });
  } catch (error) {
    throw new ApiError('malformed-json', `The body can't be read as JSON: ${(error as Error).message}`);
  }
}
