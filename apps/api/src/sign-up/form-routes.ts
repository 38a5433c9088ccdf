import { CARRIER_KEEPS_STOP, countryOfPhone, toE164 } from '@signalbox/sms';
import { countShown, findSignUpForm, type SignUpForm } from '@signalbox/store';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { notFound } from '../errors.js';
import { ofAnySite, mayBeFramed } from '../http/other-sites.js';
import { brandOf } from '../recipient/brand.js';
import { html, page, type Html } from '../recipient/html-page.js';
import { wordsFor } from '../recipient/words.js';
import { hearingSender } from '../routes/sender-of.js';
import { signUpAndAsk } from './ask-by-text.js';
import { embedScript, formBody, type Fault, type Typed } from './form-page.js';
import { formWords } from './words.js';

type BySlug = { Params: { slug: string }; Querystring: { embedded?: string } };
const TRIES_A_MINUTE = 10;

/** The page of a sign-up form, and the script that puts it into a page of the shop. */
export const signUpFormRoutes =
  (deps: ApiDeps): FastifyPluginAsync =>
  async (app) => {
    const { database, config, nowMs } = deps;
    const schema = { tags: ['sign-up'] } as object;
    const home = countryOfPhone(config.SIGNALBOX_SENDER) ?? 'DK';

    app.get<BySlug>('/f/:slug.js', { schema }, async (request, reply) => {
      const form = await findSignUpForm(database, request.params.slug);
      if (!form) throw notFound('form with that address');
      return ofAnySite(reply)
        .header('cache-control', 'public, max-age=300')
        .type('text/javascript; charset=utf-8')
        .send(embedScript(`${config.PUBLIC_URL}/f/${form.slug}`, form.title));
    });

    app.get<BySlug>(
      '/f/:slug',
      { schema, config: { rateLimit: { max: 120, timeWindow: '1 minute' } } },
      async (request, reply) => {
        const form = await known(request, reply);
        if (!form) return reply;
        await countShown(database, form.id);
        const typed = { phone: '', country: home, firstName: '', agrees: false };
        return show(reply, form, form.title, formBody(form, formWords(form.language), typed, null));
      },
    );

    app.post<BySlug>(
      '/f/:slug',
      { schema, config: { rateLimit: { max: TRIES_A_MINUTE, timeWindow: '1 minute' } } },
      async (request, reply) => {
        const form = await known(request, reply);
        if (!form) return reply;
        const words = formWords(form.language);
        const said = (title: string, lead: string) =>
          show(reply, form, title, html`<p class="said">${lead}</p>`);
        const given = (request.body ?? {}) as Record<string, unknown>;
        const text = (name: string) => (typeof given[name] === 'string' ? given[name].trim() : '');
        // Only a program fills in what no person sees: it is told that all went well.
        if (text('website') !== '') return said(form.success, '');
        const typed: Typed = {
          phone: text('phone').slice(0, 30),
          country: /^[A-Z]{2}$/.test(text('country')) ? text('country') : home,
          firstName: text('firstName').slice(0, 60),
          agrees: given.agrees === 'yes',
        };
        const phone = toE164(typed.phone, typed.country);
        const fault: Fault | null = !phone.ok
          ? { field: 'phone', message: words.needsPhone }
          : !typed.agrees
            ? { field: 'agrees', message: words.needsTick }
            : null;
        if (fault || !phone.ok)
          return show(reply, form, form.title, formBody(form, words, typed, fault), 422);

        const result = await signUpAndAsk(
          deps,
          form,
          {
            phone: phone.e164,
            country: phone.country ?? typed.country,
            ...(typed.firstName ? { firstName: typed.firstName } : {}),
            via: 'form',
            evidence: {
              url: `${config.PUBLIC_URL}/f/${form.slug}`,
              page: request.headers.referer ?? null,
              ip: request.ip,
              userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
            },
          },
          nowMs(),
        );
        switch (result) {
          case 'joined':
            return said(form.title, form.success);
          case 'asked':
            return said(words.asked.title, words.asked.lead(phone.e164.slice(-4)));
          case 'already':
            return said(words.already.title, words.already.lead);
          case 'stopped': {
            const word = CARRIER_KEEPS_STOP.has(phone.country ?? '') ? 'START' : words.yes;
            const hearing = await hearingSender(deps, phone.country);
            return said(words.stopped.title(word), words.stopped.lead(hearing, word));
          }
        }
      },
    );

    async function known(request: FastifyRequest<BySlug>, reply: FastifyReply): Promise<SignUpForm | null> {
      const form = await findSignUpForm(database, request.params.slug);
      if (form) return form;
      const words = wordsFor(null, request.headers['accept-language']);
      const brand = await brandOf(database, config.SIGNALBOX_BRAND);
      const { title, lead } = words.unknown;
      await page(reply, { status: 404, language: words.code, brand, title, body: html`<p>${lead}</p>` });
      return null;
    }

    async function show(reply: FastifyReply, form: SignUpForm, title: string, body: Html, status = 200) {
      const brand = await brandOf(database, config.SIGNALBOX_BRAND);
      return page(mayBeFramed(reply), { status, language: form.language, brand, title, body });
    }
  };
