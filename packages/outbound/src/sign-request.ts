import { createHmac } from 'node:crypto';
import type { HttpRequest } from '@signalbox/nodes/kernel';

/** The key that a receiver checks `Signalbox-Signature` with; it tells nothing of the secret that it comes from. */
export const signingKey = (secret: string): string =>
  createHmac('sha256', secret).update('signalbox/requests').digest('hex');

/** `t=<Unix seconds>,v1=<HMAC-SHA256 of "t.METHOD.body" in hex>`, as Stripe and others sign what they send. */
export function signatureOf({ method, body }: HttpRequest, key: string, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1_000);
  const signed = `${seconds}.${method}.${body === undefined ? '' : JSON.stringify(body)}`;
  return `t=${seconds},v1=${createHmac('sha256', key).update(signed).digest('hex')}`;
}
