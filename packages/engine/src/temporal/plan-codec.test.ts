import { defaultPayloadConverter as converter } from '@temporalio/common';
import { expect, it } from 'vitest';
import { abandonedCart } from '../../test/plans.js';
import { planCodec } from './index.js';

const toPayload = (value: unknown) => converter.toPayload(value)!;
const [plan, hash] = [abandonedCart(), 'a1b2'];

it('a reference becomes the plan for the worker, and a reference again for the history', async () => {
  const codec = planCodec(async () => plan);
  const [decoded] = await codec.decode([toPayload({ $plan: hash })]);
  const seen = converter.fromPayload<object>(decoded!);
  expect(seen).toEqual({ $plan: hash, ...plan });
  const [encoded] = await codec.encode([toPayload(seen)]);
  expect(converter.fromPayload(encoded!)).toEqual({ $plan: hash });
});

it('many runs of one plan load it once', async () => {
  let loads = 0;
  const codec = planCodec(async () => {
    loads += 1;
    return plan;
  });
  const payload = toPayload({ $plan: hash });
  await Promise.all(Array.from({ length: 20 }, () => codec.decode([payload])));
  expect(loads).toBe(1);
});

it('a plan that is missing says so, and is looked for again the next time', async () => {
  let stored = false;
  const codec = planCodec(async () => (stored ? plan : null));
  await expect(codec.decode([toPayload({ $plan: hash })])).rejects.toMatchObject({ code: 'PLAN_NOT_FOUND' });
  stored = true;
  await expect(codec.decode([toPayload({ $plan: hash })])).resolves.toHaveLength(1);
});

it('all other payloads pass untouched, look-alikes included', async () => {
  const codec = planCodec(async () => plan);
  const others = [null, 'text', { $plan: 7 }, { $plans: 'x' }, { event: { $plan: 'x' } }, [{ $plan: 'x' }]];
  const payloads = others.map(toPayload);
  expect(await codec.decode(payloads)).toEqual(payloads);
  expect(await codec.encode(payloads)).toEqual(payloads);
});
