import { v5 } from 'uuid';

/** The name space of Signalbox's own UUIDv5 ids. */
const NAMESPACE = '6a1f2a0e-6d1b-5c55-9d0b-6f3f3c1f8a10';

/** The id of a run: the same for the same journey, entry event and contact. */
export const runId = (journeyId: string, entryEventId: string, contactId: string): string =>
  v5(`run/${journeyId}/${entryEventId}/${contactId}`, NAMESPACE);

/** The id of an event: the same for the same message of the same source. */
export const eventId = (source: string, messageId: string): string =>
  v5(`event/${source}/${messageId}`, NAMESPACE);
