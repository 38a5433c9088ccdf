import type { FastifyRequest } from 'fastify';

/** The source of what somebody of the team, or a program with a key, does by hand: the timeline names them. */
export const whoseHand = ({ actor }: FastifyRequest): string =>
  actor === null ? 'hand' : actor.id === null ? `key/${actor.name}` : `member/${actor.id}`;
