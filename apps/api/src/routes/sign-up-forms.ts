import { deleteSignUpForm, listSignUpForms, saveSignUpForm } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { answers, signUpForm, signUpFormSettings, type SignUpFormSettings } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';

const byId = z.object({ id: z.uuid() });
const saved = z.object({ id: z.string() });
/** These words mean something to everybody's phone already. */
const RESERVED = new Set([
  'stop',
  'start',
  'help',
  'yes',
  'ja',
  'no',
  'nej',
  'info',
  'unstop',
  'end',
  'quit',
]);

/** Forms by which people sign up: their words, and what came of them. */
export const signUpFormSettingsRoutes =
  ({ database, config, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['sign-up'];

    app.get(
      '/api/sign-up-forms',
      { schema: { tags, response: answers(z.object({ forms: z.array(signUpForm) })) } },
      async () => ({
        forms: (await listSignUpForms(database)).map(({ updatedAt, language, ...form }) => {
          const url = `${config.PUBLIC_URL}/f/${form.slug}`;
          return {
            ...form,
            language: language === 'da' ? ('da' as const) : ('en' as const),
            updatedAt: updatedAt.toISOString(),
            url,
            embed: `<script src="${url}.js"></script>`,
          };
        }),
      }),
    );

    app.post(
      '/api/sign-up-forms',
      { schema: { tags, body: signUpFormSettings, response: answers(saved, 201) } },
      async (request, reply) => reply.code(201).send(await save(null, request.body)),
    );

    app.put(
      '/api/sign-up-forms/:id',
      { schema: { tags, params: byId, body: signUpFormSettings, response: answers(saved) } },
      async (request) => save(request.params.id, request.body),
    );

    app.delete('/api/sign-up-forms/:id', { schema: { tags, params: byId } }, async (request, reply) => {
      await deleteSignUpForm(database, request.params.id);
      return reply.code(204).send();
    });

    async function save(id: string | null, settings: SignUpFormSettings): Promise<{ id: string }> {
      if (settings.keyword && RESERVED.has(settings.keyword))
        throw new ApiError(
          'invalid-request',
          `“${settings.keyword.toUpperCase()}” means something else to phones. Take another keyword.`,
        );
      const done = await saveSignUpForm(database, id, settings, nowMs());
      if (done === 'unknown') throw notFound('form');
      if (done === 'taken')
        throw new ApiError('address-taken', 'Another form has this address or this keyword. Take another.');
      return done;
    }
  };
