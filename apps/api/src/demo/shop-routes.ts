import { getContact, searchContacts } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { answers, demoCart, demoShop, type DemoCart } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { checkoutBody, orderBody, postAsShop, type CartLine } from './as-the-shop.js';
import { DEMO_PRODUCTS } from './demo-shop.js';

const SHOPPERS = 40;

/** The demo shop that one can walk through: browse, leave a cart behind, order. */
export const demoShopRoutes =
  ({ database, config, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/demo/shop', { schema: { tags: ['demo'], response: answers(demoShop) } }, async () => {
      const { contacts } = await searchContacts(database, { search: 'demo.example', limit: SHOPPERS });
      return {
        currency: 'DKK',
        products: DEMO_PRODUCTS.map(({ product_id, ...product }) => ({ id: product_id, ...product })),
        people: contacts.flatMap(({ id, firstName, lastName, phone, smsConsent }) =>
          phone
            ? [
                {
                  id,
                  phone,
                  name: [firstName, lastName].filter(Boolean).join(' ') || phone,
                  hasAgreed: smsConsent === 'granted',
                },
              ]
            : [],
        ),
      };
    });

    app.post(
      '/api/demo/shop/checkout',
      { schema: { tags: ['demo'], body: demoCart } },
      async ({ body }, reply) => {
        const { shopper, lines } = await cartOf(body);
        const topic = body.isChange ? 'checkouts/update' : 'checkouts/create';
        await postAsShop(app, { config }, topic, checkoutBody(body.token, shopper, lines, nowMs()));
        return reply.code(204).send();
      },
    );

    app.post(
      '/api/demo/shop/order',
      { schema: { tags: ['demo'], body: demoCart } },
      async ({ body }, reply) => {
        const { shopper, lines } = await cartOf(body);
        await postAsShop(app, { config }, 'orders/create', orderBody(body.token, shopper, lines, nowMs()));
        return reply.code(204).send();
      },
    );

    async function cartOf({ contactId, lines }: DemoCart) {
      const shopper = await getContact(database, contactId);
      if (!shopper) throw notFound('person');
      const found = lines.map(({ productId, quantity }): CartLine => {
        const product = DEMO_PRODUCTS.find(({ product_id }) => product_id === productId);
        if (!product) throw new ApiError('not-found', `The demo shop does not sell “${productId}”.`);
        return { product, quantity };
      });
      return { shopper, lines: found };
    }
  };
