import type { Json } from '@signalbox/nodes/kernel';
import type { Dispatcher } from 'undici';

/** A result is part of a run's history: more than this does not belong there. */
const MOST_BYTES = 256 * 1024;

/** Reads an answer, up to a limit: what is longer is cut, and is then text. */
export async function readBody({ headers, body }: Dispatcher.ResponseData): Promise<Json> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) break; // leaving the loop ends the connection
  }
  const text = Buffer.concat(chunks).subarray(0, MOST_BYTES).toString();
  if (!/\bjson\b/.test(String(headers['content-type']))) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
