import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { signatureOf, signingKey } from './sign-request.js';

test('a receiver can tell that a request is ours, and that nobody changed it', () => {
  const key = signingKey('secret');
  const signature = signatureOf({ method: 'POST', url: 'https://a.example', body: { a: 1 } }, key, 5_000);
  const expected = createHmac('sha256', key).update('5.POST.{"a":1}').digest('hex');
  expect(signature).toBe(`t=5,v1=${expected}`);
  expect(key).not.toContain('secret');
});
