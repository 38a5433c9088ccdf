import type { FastifyInstance } from 'fastify';
import { PassThrough, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ApiError } from '../errors.js';

/** Segment's libraries may send their batches as gzip. The limit on a body's length holds for what it unpacks to. */
export function readZippedBodies(app: FastifyInstance): void {
  app.addHook('preParsing', (request, _reply, payload, done) => {
    if (request.headers['content-encoding']?.toLowerCase() !== 'gzip') return done(null, payload);
    // What the sender says is the length of the packed body, and Fastify compares.
    const counted = Object.assign(new PassThrough(), { receivedEncodedLength: 0 });
    payload.on('data', (chunk: Buffer) => (counted.receivedEncodedLength += chunk.length));
    const unzip = createGunzip();
    unzip.on('error', () =>
      counted.destroy(
        new ApiError('malformed-json', 'The body says that it is gzip, and cannot be unpacked as such.'),
      ),
    );
    // Whoever reads it hears of a fault; a sender who goes away takes all three along.
    pipeline(payload, unzip, counted, () => {});
    done(null, counted);
  });
}
