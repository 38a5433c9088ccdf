import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isSignedByPlivo, signV3, type Params } from './index.js';

interface Vector {
  name: string;
  method: 'GET' | 'POST';
  url: string;
  nonce: string;
  token: string;
  params: Params;
  sig: string;
}

const file = new URL('../../fixtures/plivo-signatures.json', import.meta.url);
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] };

describe('signatures of version 3', () => {
  test.each(vectors)("agree with Plivo's own SDKs: $name", ({ token, method, url, params, nonce, sig }) => {
    expect(signV3(token, method, url, params, nonce)).toBe(sig);
  });

  const [vector] = vectors as [Vector];
  const signed = {
    method: vector.method,
    url: vector.url,
    params: vector.params,
    headers: { 'x-plivo-signature-v3': `other, ${vector.sig}`, 'x-plivo-signature-v3-nonce': vector.nonce },
  };

  test('any of our tokens and any listed signature will do', () => {
    expect(isSignedByPlivo(signed, ['old', vector.token])).toBe(true);
  });

  test('a changed parameter, another address or no signature is refused', () => {
    expect(
      isSignedByPlivo({ ...signed, params: { ...vector.params, Status: 'failed' } }, [vector.token]),
    ).toBe(false);
    expect(isSignedByPlivo({ ...signed, url: `${vector.url}x` }, [vector.token])).toBe(false);
    expect(isSignedByPlivo({ ...signed, headers: {} }, [vector.token])).toBe(false);
  });
});
