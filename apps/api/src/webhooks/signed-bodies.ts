import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { isLosslessNumber, parse } from 'lossless-json';
import { ApiError } from '../errors.js';

export const BODY_LIMIT = 2 * 1024 * 1024;

/** Bodies come as they are: what is signed is their bytes. */
export function keepBodiesRaw(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, body),
  );
}

export const rawBody = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

/**
 * While a secret is being changed both the new and the old one are in use, so several may be set, with commas. The whole
 * may be one, too: WooCommerce makes up secrets with commas and spaces in them.
 */
export const secretsOf = (setting: string): string[] => {
  const several = setting.split(',').map((secret) => secret.trim());
  return [...new Set([setting, ...several])].filter((secret) => secret.trim() !== '');
};

/** Whether one of the secrets made this signature: HMAC-SHA256 of the bytes, in base64. */
export function isSigned(raw: Buffer, signature: string, secrets: string[]): boolean {
  const given = Buffer.from(signature, 'base64');
  return secrets.some((secret) => {
    const expected = createHmac('sha256', secret).update(raw).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/**
 * Reads JSON; numbers that a double can't hold stay texts.
 * @throws ApiError `malformed-json`
 */
export function parseExactly(raw: Buffer): unknown {
  try {
    return parse(raw.toString('utf8'), (key, value) => {
      if (key === '__proto__') return undefined;
      if (!isLosslessNumber(value)) return value;
      const number = Number(value.value);
      return Number.isSafeInteger(number) || !/^-?\d+$/.test(value.value) ? number : value.value;
    });
  } catch (error) {
    // By depth alone: the parser goes into each level by a call of its own.
    if (error instanceof RangeError)
      throw new ApiError('malformed-json', 'The body is nested too deep to be read.');
    throw new ApiError('malformed-json', `The body can't be read as JSON: ${(error as Error).message}`);
  }
}

type Headers = Record<string, string | string[] | undefined>;

export function headerOf(headers: Headers, name: string): string {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
