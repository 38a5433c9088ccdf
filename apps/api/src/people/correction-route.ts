import { correctPerson, getContact, settleSegments, type Corrected } from '@signalbox/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, notFound } from '../errors.js';
import { personOf } from '../routes/shapes.js';
import { readCorrection } from './read-correction.js';
import { whoseHand } from './whose-hand.js';

/** What is known of a person, put right by whoever knows better. */
export const correctionRoute =
  ({ database, nowMs }: ApiDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.patch(
      '/api/contacts/:id',
      {
        schema: {
          tags: ['people'],
          params: z.object({ id: z.uuid() }),
          body: contract.personCorrection,
          response: contract.answers(z.object({ id: z.string() })),
        },
      },
      async (request) => {
        const { seen, letsGo, addTags, removeTags, ...given } = request.body;
        const person = await getContact(database, request.params.id);
        if (!person) throw notFound('person');
        const { change, faults } = readCorrection(given, {
          country: person.country,
          known: person.attributes,
        });
        if (faults.length > 0)
          throw new ApiError('invalid-request', 'Not all of it can be kept as it is.', { errors: faults });
        const source = whoseHand(request);
        const correction = { change, seen, letsGo, addTags, removeTags, source };
        const done = await correctPerson(database, person.id, correction, nowMs());
        if (done.outcome !== 'corrected') throw await refusal(done);
        await settleSegments(database, done.id, nowMs());
        return { id: done.id };
      },
    );

    async function refusal(done: Exclude<Corrected, { outcome: 'corrected' }>): Promise<ApiError> {
      switch (done.outcome) {
        case 'gone':
          return notFound('person');
        case 'changed-meanwhile':
          return new ApiError(
            'stale-revision',
            'Something of this person was changed since you began. Look at what it is now, and save again.',
            { current: done.now },
          );
        case 'somebody-elses': {
          const owner = await getContact(database, done.ownerId);
          if (!owner) return notFound('person');
          const { id, name } = personOf(owner);
          const what = done.kind === 'email' ? 'e-mail address' : 'number';
          return new ApiError(
            'somebody-elses',
            `This ${what} belongs to ${name}. If both are one person, make them one; nothing of either is lost.`,
            { current: { field: done.kind, person: { id, name } } },
          );
        }
      }
    }
  };
