import { searchTexts } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { answers, foundTexts, type FoundTexts } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';

/** What the search of the editor asks that no list can answer. */
export const searchRoutes =
  ({ database }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const querystring = z.object({ words: z.string().trim().min(2).max(100) });
    app.get(
      '/api/search/texts',
      { schema: { tags: ['people'], querystring, response: answers(foundTexts) } },
      async (request): Promise<FoundTexts> => ({
        texts: (await searchTexts(database, request.query.words)).map((text) => ({
          ...text,
          at: text.at.toISOString(),
        })),
      }),
    );
  };
