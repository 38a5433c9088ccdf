import { countryOfPhone, toE164 } from '@signalbox/sms';
import { joinLine } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { answers, backInStockAnswer, backInStockAsk } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { createDoor } from './door.js';

const WORDING = 'Send me one text when this is back in stock. Nothing else.';

/** A minute, from one address. */
const MOST_OF_A_PAGE = 60;
const MOST_OF_A_SERVER = 6_000;

/** Who wants to be texted when a variant is back. */
export const askRoutes =
  (deps: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, config, nowMs } = deps;
    const door = createDoor(deps);
    app.addHook('onRequest', (request, reply) => door.open(request, reply));

    app.post(
      '/v1/back-in-stock',
      {
        schema: { tags: ['intake'], body: backInStockAsk, response: answers(backInStockAnswer) },
        config: {
          // A page may be anybody's; a shop's server asks for all of its customers, and has said who it is.
          rateLimit: {
            max: (request) => (request.headers.origin ? MOST_OF_A_PAGE : MOST_OF_A_SERVER),
            timeWindow: '1 minute',
          },
        },
      },
      async (request) => {
        const { variant_id, product_id, shop, first_name, email, quantity, agrees, wording } = request.body;
        if (!agrees)
          throw new ApiError('invalid-request', 'Nobody is texted who has not agreed: send agrees: true.');
        const country = request.body.country ?? countryOfPhone(config.SIGNALBOX_SENDER);
        const phone = toE164(request.body.phone, country);
        if (!phone.ok) throw new ApiError('invalid-request', phone.reason);
        return joinLine(
          database,
          {
            ...(shop ? { shop } : {}),
            variantId: String(variant_id),
            ...(product_id ? { productId: String(product_id) } : {}),
            phone: phone.e164,
            country: phone.country,
            ...(first_name ? { firstName: first_name } : {}),
            ...(email ? { email } : {}),
            quantity,
            evidence: {
              wording: wording ?? WORDING,
              via: door.isBrowser(request) ? 'storefront' : 'api',
              page: request.headers.referer ?? request.headers.origin ?? null,
              ip: request.ip,
              userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
            },
          },
          nowMs(),
        );
      },
    );
  };
