import { createHash, randomBytes } from 'node:crypto';

/** Only this of a secret is kept. */
export const sha256 = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** A fresh secret: what it is for, and 192 random bits. */
export const secretOf = (prefix: string) => `${prefix}_${randomBytes(24).toString('base64url')}`;
