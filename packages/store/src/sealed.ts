import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 'v1';
const IV_BYTES = 12;

/** A secret that can't be opened: it was sealed under another key, or changed since. */
export class NotOpened extends Error {
  override name = 'NotOpened';
}

const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, 'signalbox', 'sealed values', 32));

/**
 * Encrypts a text by AES-256-GCM.
 * @param owner what it belongs to; it opens for that owner only, so a row's seal is of no use in another
 */
export function seal(text: string, { secret, owner }: { secret: string; owner: string }): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv).setAAD(Buffer.from(owner));
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [VERSION, ...[iv, cipher.getAuthTag(), data].map((part) => part.toString('base64url'))].join('.');
}

/** @throws NotOpened */
export function unseal(sealed: string, { secret, owner }: { secret: string; owner: string }): string {
  const [version, ...parts] = sealed.split('.');
  const [iv, tag, data] = parts.map((part) => Buffer.from(part, 'base64url'));
  try {
    if (version !== VERSION || !iv || !tag || !data) throw new Error(`not sealed by ${VERSION}`);
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), iv, { authTagLength: 16 })
      .setAAD(Buffer.from(owner))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new NotOpened(
      'A stored secret does not open. Start with the SIGNALBOX_SECRET that it was stored under, or store it anew.',
      { cause },
    );
  }
}
