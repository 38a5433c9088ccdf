import type { Host } from '@signalbox/nodes/kernel';
import { openDatabase, readFacts } from '@signalbox/store';
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { isOwnOutage, ownHost } from './own-outage.js';

/** Nobody listens there. */
const NOBODY = 9;

const refused = () =>
  new Promise<never>((_resolve, reject) => connect(NOBODY, '127.0.0.1').on('error', reject));

const failure = (call: () => unknown) =>
  Promise.resolve()
    .then(call)
    .then(
      () => null,
      (error: unknown) => error,
    );

test('a step whose own service is away is not waited for as if a part of ours were', async () => {
  const error = await failure(refused);
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  expect(isOwnOutage(error)).toBe(false);
  const host = ownHost({ request: refused } as unknown as Host);
  expect(isOwnOutage(await failure(() => host.request(null as never, null as never)))).toBe(false);
});

test('our database being away is waited for, even told of in a step’s own words', async () => {
  const database = openDatabase(`postgres://nobody@127.0.0.1:${NOBODY}/none`);
  const about = { contactId: randomUUID(), journeyId: randomUUID() };
  const host = ownHost({ readContact: () => readFacts(database, about) } as unknown as Host);
  const error = await failure(() => host.readContact(null as never));
  expect(isOwnOutage(error)).toBe(true);
  expect(isOwnOutage(new Error('The person could not be read', { cause: error }))).toBe(true);
  await database.close();
});

test('what a host does wrong otherwise is no outage', async () => {
  const host = ownHost({ render: () => Promise.reject(new Error('No such field')) } as unknown as Host);
  expect(isOwnOutage(await failure(() => host.render(null as never, '')))).toBe(false);
});
