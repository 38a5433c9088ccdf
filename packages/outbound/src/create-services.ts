import type { ServiceHost } from '@signalbox/nodes/kernel';
import { openConnection, type Database } from '@signalbox/store';
import { createRequester } from './create-requester.js';
import { signatureOf, signingKey } from './sign-request.js';

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
  const ask = createRequester({ loadConnection: connection, allowPrivate });
  const key = secret ? signingKey(secret) : null;
  return {
    connection,
    request: (request) =>
      ask(
        key === null
          ? request
          : {
              ...request,
              headers: { ...request.headers, 'Signalbox-Signature': signatureOf(request, key, Date.now()) },
            },
      ),
  };
}
