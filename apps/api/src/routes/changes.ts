import { listChanges } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { answers, changeLine, page } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { PERMISSIONS } from '../http/permissions.js';

const PAGE = 50;
/** What a token was is not known, so that it can't be brought back. */
const SECRET = new Set(['PUT /api/settings/carrier', 'DELETE /api/settings/carrier']);

/** Who changed what. */
export const changeRoutes =
  ({ database }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/changes',
      {
        schema: {
          tags: ['team'],
          querystring: z.object({
            subject: z.string().max(100).optional().describe('The id of a journey, a person, a segment …'),
            below: z
              .string()
              .regex(/^\/api\/[a-z/-]+(,\/api\/[a-z/-]+)*$/)
              .max(500)
              .optional()
              .describe('What was changed by these addresses, such as /api/settings/limits,/api/keys'),
            cursor: z
              .string()
              .regex(/^\d{1,18}$/)
              .optional(),
          }),
          response: answers(page({ changes: z.array(changeLine) })),
        },
      },
      async (request) => {
        const { subject, below, cursor } = request.query;
        const rows = await listChanges(database, {
          subject: subject ?? null,
          below: below?.split(',') ?? null,
          before: cursor ?? null,
          limit: PAGE + 1,
        });
        return {
          changes: rows.slice(0, PAGE).map(({ at, memberName, keyName, ...row }) => ({
            ...row,
            at: at.toISOString(),
            who: memberName ?? keyName,
            byKey: memberName === null,
            canRestore: row.before !== null && !SECRET.has(row.route),
            did: PERMISSIONS[row.route]?.did ?? row.route,
          })),
          nextCursor: rows.length > PAGE ? rows[PAGE - 1]!.id : null,
        };
      },
    );
  };
