import { composeText, DEFAULT_TEXT_SETTINGS, houseStyleOf, utmOf } from '@signalbox/sms';
import { factsOf, findCouponPool, readSetting, writeSetting, type Database } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  answers,
  textPreview,
  textSettings,
  textSettingsAnswer,
  type TextSettings,
} from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { notFound } from '../errors.js';
import { changeSettingOf } from '../http/change-setting.js';
import { sampleCoupon } from './as-on-the-phone.js';
import { readHearing } from './hearing.js';
import { senderOf } from './sender-of.js';
import { houseDefaults } from './house-defaults.js';

const textsNow = async (database: Database): Promise<TextSettings> => ({
  language: null,
  help: {},
  ...((await readSetting<TextSettings>(database, 'texts')) ?? DEFAULT_TEXT_SETTINGS),
});

/** What every text gets: the brand, the way out, short links; and a text with all of it, before it is sent. */
export const textSettingsRoutes =
  (deps: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, config, nowMs } = deps;
    const defaults = houseDefaults(config);
    const answer = async (settings: TextSettings) => ({
      ...settings,
      defaults: {
        brand: defaults.brand,
        linkDomain: defaults.linkDomain,
        help: config.SIGNALBOX_HELP,
      },
      takesReplies: (await readHearing({ database, config })) !== 'none',
    });

    app.get(
      '/api/settings/texts',
      { schema: { tags: ['texts'], response: answers(textSettingsAnswer) } },
      async () => answer(await textsNow(database)),
    );

    app.put(
      '/api/settings/texts',
      { schema: { tags: ['texts'], body: textSettings, response: answers(textSettingsAnswer) } },
      async (request) => {
        await changeSettingOf(request, deps, {
          read: textsNow,
          write: (within) => writeSetting(within, 'texts', request.body),
        });
        return answer(request.body);
      },
    );

    app.post(
      '/api/texts/preview',
      {
        schema: {
          tags: ['texts'],
          body: z.object({
            template: z.string().max(1_600),
            purpose: z.string().max(40).default('marketing'),
            contactId: z.uuid().optional(),
            entry: z.record(z.string(), z.json()).default({}).describe('Properties of the entry event.'),
            run: z.record(z.string(), z.json()).default({}),
            coupon: z.record(z.string(), z.json()).optional(),
            pool: z.string().max(60).default('').describe('Of which coupon pool a sample code stands in.'),
            shortenLinks: z.boolean().default(true),
            from: z.string().max(60).optional().describe('Another sender than the closest.'),
            brand: z.string().max(40).optional().describe('Another name in front than the shop’s.'),
          }),
          response: answers(textPreview),
        },
      },
      async (request) => {
        const { template, purpose, contactId, entry, run, pool, shortenLinks, from, brand } = request.body;
        const contact = contactId ? await factsOf(database, contactId) : {};
        if (contactId && Object.keys(contact).length === 0) throw notFound('person');
        const saved = await readSetting<TextSettings>(database, 'texts');
        const coupon =
          request.body.coupon ??
          sampleCoupon(
            pool ? await findCouponPool(database.kysely, pool) : null,
            nowMs(),
            defaults.shopTimeZone,
          );
        const composed = await composeText(
          {
            template,
            fields: { contact, event: entry, run, coupon },
            reader: {
              language: (contact.language as string | null | undefined) ?? null,
              country: (contact.country as string | null | undefined) ?? null,
            },
            purpose,
            sender: (await senderOf(database, config))(contact, purpose, from),
            shortenLinks,
            utm: utmOf(saved, { journey: null, step: null }),
            nowMs: nowMs(),
          },
          houseStyleOf(saved, defaults, brand),
        );
        if (!composed.ok)
          return {
            text: null,
            problem: composed.reason,
            parts: 0,
            encoding: 'GSM-7' as const,
            units: 0,
            capacity: 160,
            links: [],
            added: { before: '', after: '' },
          };
        const { text, parts, encoding, units, capacity, links, added } = composed;
        return { text, problem: null, parts, encoding, units, capacity, links, added };
      },
    );
  };
