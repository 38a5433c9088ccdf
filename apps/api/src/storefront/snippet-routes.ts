import { countryOfPhone } from '@signalbox/sms';
import { findSignUpForm } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { answers, storefrontChange, storefrontSettings } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { changeSettingOf } from '../http/change-setting.js';
import { ofAnySite } from '../http/other-sites.js';
import { askSnippet } from './ask-snippet.js';
import { readStorefront, saveStorefront, storefront } from './browser-key.js';
import { allow } from './door.js';
import { storefrontSnippet } from './snippet.js';

const byKey = z.object({
  key: z.string().max(80),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .describe('Whose numbers are meant when there is no + in front'),
});

/** The scripts that a shop pastes into its pages, and which pages those are. */
export const snippetRoutes =
  (deps: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, config } = deps;
    const tags = ['storefront'];
    const home = countryOfPhone(config.SIGNALBOX_SENDER) ?? 'DK';

    for (const [name, source] of [
      ['signalbox', storefrontSnippet],
      ['back-in-stock', askSnippet],
    ] as const)
      app.get(`/s/${name}.js`, { schema: { tags, querystring: byKey } }, async (request, reply) => {
        const { key, country = home } = request.query;
        if ((await readStorefront(database))?.key !== key)
          throw new ApiError(
            'wrong-write-key',
            'This public key is not known. Copy the line under Storefront anew.',
          );
        return ofAnySite(reply)
          .header('cache-control', 'public, max-age=300')
          .type('text/javascript; charset=utf-8')
          .send(source(config.PUBLIC_URL, key, country));
      });

    // A browser asks first whether it may.
    app.options('/v1/*', { schema: { hide: true } as object }, async (request, reply) => {
      const { origin } = request.headers;
      const shop = await readStorefront(database);
      if (origin && (shop?.origins.includes(origin) || origin === config.PUBLIC_URL))
        void allow(reply, origin)
          .header('access-control-allow-methods', 'POST')
          .header('access-control-allow-headers', 'authorization, content-type')
          .header('access-control-max-age', '600');
      return reply.code(204).send();
    });

    app.get(
      '/api/settings/storefront',
      { schema: { tags, response: answers(storefrontSettings) } },
      async () => {
        const { key, origins, checkoutForm = null } = await storefront(database);
        return {
          origins,
          checkoutForm,
          snippet: `<script async src="${config.PUBLIC_URL}/s/signalbox.js?key=${key}"></script>`,
          askSnippet: `<div data-signalbox-back-in-stock data-variant="VARIANT ID"></div>\n<script async src="${config.PUBLIC_URL}/s/back-in-stock.js?key=${key}"></script>`,
        };
      },
    );

    app.put(
      '/api/settings/storefront',
      { schema: { tags, body: storefrontChange } },
      async (request, reply) => {
        const { checkoutForm } = request.body;
        if (checkoutForm && !(await findSignUpForm(database, checkoutForm)))
          throw notFound('form with that address');
        await changeSettingOf(request, deps, {
          read: async (within) => {
            const { origins, checkoutForm = null } = await storefront(within);
            return { origins, checkoutForm };
          },
          write: (within) => saveStorefront(within, request.body),
        });
        return reply.code(204).send();
      },
    );
  };
