import type { ServiceHost } from '@signalbox/nodes/kernel';
import { openConnection, type Database } from '@signalbox/store';
import { createRequester } from './create-requester.js';

export interface ServicesDeps {
  database: Database;
  /** `SIGNALBOX_SECRET`, which stored connections are sealed under. */
  secret: string | undefined;
  /** `SIGNALBOX_ALLOW_PRIVATE_HTTP` */
  allowPrivate: boolean;
}

/** Services on the network, with the connections that are stored. */
export function createServices({ database, secret, allowPrivate }: ServicesDeps): ServiceHost {
  const connection = async (id: string) => {
    if (!secret)
      throw new Error(
        'SIGNALBOX_SECRET is not set, so stored connections stay closed. Set it and start again.',
      );
    return openConnection(database, id, secret);
  };
  return { connection, request: createRequester({ loadConnection: connection, allowPrivate }) };
}
