import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const BYTES_OF_ID = 16;
const pool = new Uint8Array(256 * BYTES_OF_ID);
let at = pool.length;
let lastMs = 0;
let seq = 0;

/**
 * A UUIDv7 that sorts behind those before it. Where very many are made at once: asking the system for chance each time takes
 * longer than the id itself.
 */
export function newId(): string {
  if (at === pool.length) {
    randomFillSync(pool);
    at = 0;
  }
  const random = pool.subarray(at, (at += BYTES_OF_ID));
  const nowMs = Date.now();
  if (nowMs > lastMs) {
    lastMs = nowMs;
    // Where the instant goes, chance is not used.
    seq = (random[0]! << 16) | (random[1]! << 8) | random[2]!;
  } else seq++;
  return v7({ random, msecs: lastMs, seq });
}
