import { dismissFirstSteps, firstSteps, journeyNames, noteLook, type Looked } from '@signalbox/store';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as contract from '../contract/index.js';
import { DEMO_CART_ID } from '../demo/demo-journeys.js';
import type { ApiDeps } from '../deps.js';

/** Which look at something is a step, by the route that answered it. */
const LOOKS: Record<string, (request: FastifyRequest) => Looked | null> = {
  '/api/phone': () => 'phone',
  '/api/messages': ({ query }) =>
    String((query as { state?: string }).state ?? '').includes('suppressed') ||
    String((query as { state?: string }).state ?? '').includes('not-sent')
      ? 'not-sent'
      : null,
  '/api/contacts/:id/why-not': () => 'not-sent',
  '/api/journeys/:id/simulate': () => 'test-drive',
  '/api/journeys/:id/simulate-people': () => 'test-drive',
};

/** What the template calls its journey, in either language. */
const CART = /^(Abandoned cart|Forladt kurv)/;

/** Remembers what somebody in the editor looked at; programs with a key don't count. */
export function noticeLooks(app: FastifyInstance, { database, nowMs }: ApiDeps): void {
  app.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode >= 400 || request.headers.authorization) return;
    const what = LOOKS[request.routeOptions.url ?? '']?.(request);
    if (what) await noteLook(database, what, nowMs());
  });
}

/** The guided first journey: each step is done when it was seen to happen. */
export const firstStepsRoutes =
  ({ database, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['house'];
    app.get(
      '/api/first-steps',
      { schema: { tags, response: contract.answers(contract.firstSteps) } },
      async (): Promise<contract.FirstSteps> => {
        const journeys = await journeyNames(database);
        const carts = journeys.filter(({ id, name }) => id === DEMO_CART_ID || CART.test(name));
        const facts = await firstSteps(
          database,
          carts.map(({ id }) => id),
        );
        const { looked, textAt, notSentAt } = facts;
        /** Looking counts once there was something to see. */
        const sawAfter = (at: Date | null, look: string | undefined) =>
          at && look && Date.parse(look) >= at.getTime() ? look : null;
        const journey = carts.find(({ id }) => id === DEMO_CART_ID) ?? carts[0] ?? journeys[0];
        return {
          isDismissed: facts.dismissedAt !== null,
          steps: [
            { id: 'publish', doneAt: facts.publishedAt?.toISOString() ?? null },
            { id: 'cart', doneAt: facts.cartAt?.toISOString() ?? null },
            { id: 'phone', doneAt: sawAfter(textAt, looked.phone) },
            { id: 'not-sent', doneAt: sawAfter(notSentAt, looked['not-sent']) },
            { id: 'test-drive', doneAt: looked['test-drive'] ?? null },
          ],
          hasNotSent: notSentAt !== null,
          journeyId: journey?.id ?? null,
        };
      },
    );

    app.delete('/api/first-steps', { schema: { tags } }, async (_request, reply) => {
      await dismissFirstSteps(database, nowMs());
      return reply.code(204).send();
    });
  };
