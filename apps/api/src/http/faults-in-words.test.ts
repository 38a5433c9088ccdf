import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const refusal = async (method: 'POST' | 'PUT', path: string, body: object) => {
  const answer = await api.call(method, path, body);
  const { code, detail, errors } = answer.json();
  const faults = (errors as { path: string; message: string }[]).map(({ path, message }) => [path, message]);
  return { status: answer.statusCode, code, detail, faults: Object.fromEntries(faults) };
};

test.each([
  ['PUT', '/api/coupon-pools/spring', { kind: 'list', lowWater: -3 }, { lowWater: 'At least 0.' }],
  ['POST', '/api/texts/preview', { body: 'Hi' }, { template: 'Fill this in.' }],
  [
    'POST',
    '/api/coupon-pools/spring/codes',
    { codes: ['A-1', 'C'.repeat(61), ''] },
    { 'codes.1': 'At most 60 characters; this has 61.', 'codes.2': 'Fill this in.' },
  ],
  [
    'PUT',
    '/api/coupon-pools/spring',
    { kind: 'generated', offer: { kind: 'percent', percent: 0 } },
    { 'offer.percent': 'More than 0.' },
  ],
  ['PUT', '/api/settings/limits', { limits: 'many', partsPerDay: null }, { limits: 'This must be a list.' }],
] as const)('%s %s is refused in the words of the forms', async (method, path, body, faults) => {
  const refused = await refusal(method, path, body);
  expect(refused).toMatchObject({ status: 400, code: 'invalid-request', faults });
  expect(refused.detail).toMatch(/^Check these: .+[^.]\.$/);
});
