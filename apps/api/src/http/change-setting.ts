import { announce, changeSetting, type Database, type SettingPart } from '@signalbox/store';
import type { FastifyRequest } from 'fastify';
import type { LiveEvent } from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import { changeBy } from './security.js';

interface Part {
  /** What a `PUT` of the same would take, for it is put back by one; without secrets. */
  read: (database: Database) => Promise<SettingPart>;
  write: (database: Database) => Promise<void>;
}

/** A change of the settings by whoever asks for it, in the list of changes with what was before and what is after, and told to whoever has them open. */
export async function changeSettingOf(
  request: FastifyRequest,
  { database, nowMs }: ApiDeps,
  part: Part,
): Promise<void> {
  await changeSetting(
    database,
    {
      by: changeBy(request.actor!),
      route: `${request.method} ${request.routeOptions.url ?? ''}`,
      nowMs,
    },
    part,
  );
  request.isWrittenDown = true;
  const event: LiveEvent = { kind: 'setting' };
  await announce(database, event);
}
