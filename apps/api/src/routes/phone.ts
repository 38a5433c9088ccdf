import { findContactByPhone } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';

interface CarrierPhone {
  number: string;
  name: string | null;
  messages: {
    uuid: string;
    direction: 'inbound' | 'outbound';
    from: string;
    to: string;
    text: string;
    state: string;
    atMs: number;
  }[];
}

const MOST_PHONES = 60;

/** The development carrier's phones, seen through our own door. */
export const phoneRoutes =
  ({ config, database }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const ask = async (path: string, init?: RequestInit): Promise<Response> => {
      if (!config.CARRIER_CONTROL_URL) {
        throw new ApiError(
          'no-development-carrier',
          'Texts go to real phones through Plivo; there are none to show here.',
        );
      }
      try {
        return await fetch(`${config.CARRIER_CONTROL_URL}${path}`, {
          ...init,
          signal: AbortSignal.timeout(10_000),
        });
      } catch {
        throw new ApiError(
          'not-ready',
          'The development carrier does not answer. It restarts by itself; try again shortly.',
        );
      }
    };

    app.get(
      '/api/phone',
      {
        schema: {
          tags: ['phone'],
          response: contract.answers(z.object({ phones: z.array(contract.phone) })),
        },
      },
      async () => {
        const { phones } = (await (await ask('/phones')).json()) as { phones: CarrierPhone[] };
        return {
          phones: await Promise.all(
            phones.slice(0, MOST_PHONES).map(async ({ number, name, messages }): Promise<contract.Phone> => {
              const contact = await findContactByPhone(database, number);
              return {
                number,
                name: name ?? ([contact?.firstName, contact?.lastName].filter(Boolean).join(' ') || null),
                contactId: contact?.id ?? null,
                messages: messages.map(({ uuid, direction, from, to, text, state, atMs }) => ({
                  id: uuid,
                  direction: direction === 'outbound' ? 'in' : 'out',
                  text,
                  at: new Date(atMs).toISOString(),
                  peer: direction === 'outbound' ? from : to,
                  state,
                })),
              };
            }),
          ),
        };
      },
    );

    app.get(
      '/api/phone/day',
      { schema: { tags: ['phone'], response: contract.answers(contract.carrierDay) } },
      async () => dayOf(await ask('/day')),
    );

    app.put(
      '/api/phone/day',
      {
        schema: {
          tags: ['phone'],
          body: contract.carrierDay,
          response: contract.answers(contract.carrierDay),
        },
      },
      async (request) =>
        dayOf(
          await ask('/day', {
            method: 'PUT',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(request.body),
          }),
        ),
    );

    const dayOf = async (response: Response): Promise<contract.CarrierDay> => {
      if (!response.ok)
        throw new ApiError('not-ready', 'The development carrier did not take the wish. Try again.');
      const { name } = contract.carrierDay.parse(await response.json());
      return { name };
    };

    app.post(
      '/api/phone/:number/reply',
      {
        schema: {
          tags: ['phone'],
          params: z.object({ number: z.string().regex(/^\+\d{5,15}$/) }),
          body: z.object({ to: z.string().min(1).optional(), text: z.string().trim().min(1).max(1_600) }),
          response: contract.answers(z.object({ sent: z.literal(true) }), 202),
        },
      },
      async (request, reply) => {
        const { to = config.SIGNALBOX_SENDER, text } = request.body;
        const response = await ask(`/phones/${encodeURIComponent(request.params.number)}/reply`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ to, text }),
        });
        if (!response.ok)
          throw new ApiError('not-ready', 'The development carrier did not take the reply. Try again.');
        return reply.code(202).send({ sent: true as const });
      },
    );
  };
