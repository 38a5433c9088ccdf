import formbody from '@fastify/formbody';
import Fastify, { type FastifyInstance } from 'fastify';
import { Callbacks } from './callbacks.js';
import { controlApi } from './control-api.js';
import { Faults } from './faults.js';
import { Log } from './log.js';
import { Network } from './network.js';
import { plivoApi } from './plivo-api.js';
import { StopBlock } from './stop-block.js';
import { VirtualPhones } from './virtual-phones.js';

export { DAYS, type Day } from './day.js';
export type { LoggedReply, LoggedRequest } from './log.js';
export type { CarrierMessage } from './virtual-phones.js';

export interface CarrierOptions {
  authId: string;
  authToken: string;
  /** Where texts that people type are posted. */
  inboundUrl: string;
  /** Keeps phones over restarts. */
  dataFile?: string;
  /** Divides the waits between the tries of a callback; for tests. */
  timeScale?: number;
  nowMs?: () => number;
}

/** A carrier that speaks Plivo's wire, with virtual phones instead of a network. */
export function createCarrier(options: CarrierOptions): FastifyInstance {
  const { authId, authToken, inboundUrl, dataFile, timeScale = 1, nowMs = Date.now } = options;
  const app = Fastify({ routerOptions: { ignoreTrailingSlash: true }, forceCloseConnections: true });
  const phones = new VirtualPhones(dataFile);
  const log = new Log();
  const stopBlock = new StopBlock();
  const callbacks = new Callbacks({ authToken, log, timeScale });
  const faults = new Faults();
  const network = new Network({ phones, callbacks, faults, log, stopBlock, nowMs });

  // The SDK sends the JSON body `""` with its GETs.
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? {} : JSON.parse(body as string));
    } catch {
      done(Object.assign(new Error('malformed JSON'), { statusCode: 400 }));
    }
  });
  void app.register(formbody);
  plivoApi(app, { authId, authToken, phones, network, faults, log, nowMs });
  controlApi(app, { phones, callbacks, faults, log, stopBlock, inboundUrl, nowMs });
  app.addHook('onClose', async () => {
    network.close();
    callbacks.close();
  });
  return app;
}
