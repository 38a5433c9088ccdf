import { randomUUID } from 'node:crypto';
import { getContact, joinLine, searchContacts, takeEvent, variantFacts } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import {
  answers,
  backInStockAnswer,
  demoAsk,
  demoCart,
  demoShop,
  demoStock,
  type DemoCart,
} from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { checkoutBody, DEMO_SHOP, orderBody, postAsShop, type CartLine } from './as-the-shop.js';
import { DEMO_PRODUCTS } from './demo-shop.js';

const SHOPPERS = 40;
/** As its webhooks name it. */
const SHOP = `shopify/${DEMO_SHOP}`;

/** The demo shop that one can walk through: browse, leave a cart behind, order. */
export const demoShopRoutes =
  ({ database, config, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/demo/shop', { schema: { tags: ['demo'], response: answers(demoShop) } }, async () => {
      const { contacts } = await searchContacts(database, { search: 'demo.example', limit: SHOPPERS });
      return {
        currency: 'DKK',
        products: await Promise.all(
          DEMO_PRODUCTS.map(async ({ product_id, ...product }) => {
            const facts = await variantFacts(database, { shop: SHOP, variantId: product_id });
            return { id: product_id, ...product, isSoldOut: facts?.in_stock === false };
          }),
        ),
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

    app.post(
      '/api/demo/shop/stock',
      { schema: { tags: ['demo'], body: demoStock } },
      async ({ body }, reply) => {
        const { product_id, name, price, category } = productOf(body.productId);
        const atMs = nowMs();
        await takeEvent(
          database,
          {
            source: 'demo',
            messageId: randomUUID(),
            name: null,
            occurredAtMs: atMs,
            identities: [],
            properties: {},
            keys: [],
            isHistory: false,
            shop: {
              shop: SHOP,
              currency: 'DKK',
              products: [
                {
                  productId: product_id,
                  title: name,
                  category,
                  atMs,
                  variants: [{ variantId: product_id, title: name, price, available: body.available }],
                },
              ],
            },
          },
          { nowMs: atMs },
        );
        return reply.code(204).send();
      },
    );

    app.post(
      '/api/demo/shop/ask',
      { schema: { tags: ['demo'], body: demoAsk, response: answers(backInStockAnswer) } },
      async ({ body }) => {
        const shopper = await getContact(database, body.contactId);
        if (!shopper?.phone) throw notFound('person with a phone');
        const { product_id } = productOf(body.productId);
        const evidence = { wording: 'Text me when it is back', page: 'demo shop' };
        return joinLine(
          database,
          {
            shop: SHOP,
            variantId: product_id,
            productId: product_id,
            phone: shopper.phone,
            country: null,
            quantity: 1,
            evidence,
          },
          nowMs(),
        );
      },
    );

    function productOf(id: string) {
      const product = DEMO_PRODUCTS.find(({ product_id }) => product_id === id);
      if (!product) throw new ApiError('not-found', `The demo shop does not sell “${id}”.`);
      return product;
    }

    async function cartOf({ contactId, lines }: DemoCart) {
      const shopper = await getContact(database, contactId);
      if (!shopper) throw notFound('person');
      const found = lines.map(({ productId, quantity }): CartLine => ({
        product: productOf(productId),
        quantity,
      }));
      return { shopper, lines: found };
    }
  };
