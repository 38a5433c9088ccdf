import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import Fastify, { type InjectOptions } from 'fastify';
import type { ChangeLine, InvitedMember, Role, TeamMember } from '../contract/index.js';
import { WAITLIST_DEFAULTS } from '@signalbox/store';
import type { ApiDeps } from '../deps.js';
import { startTestApi, type TestApi } from '../testing.js';
import { PERMISSIONS } from './permissions.js';
import { guardApi } from './security.js';

const ACME = { sender: 'Acme', kind: 'name', countries: [], purposes: [], canReceive: false };
const NO_LOYALTY = {
  ...{ kind: 'none', since: '2026-01-01T00:00:00.000Z', currency: 'DKK', pointsPerUnit: 1 },
  ...{ tiers: [], tierBy: 'spend', rewards: [] },
};

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({
    SIGNALBOX_PASSWORD: 'correct horse',
    SIGNALBOX_SECRET: 'a secret of sixteen letters',
  });
});
afterAll(() => api?.stop());

type Cookies = { signalbox_session: string };
const cookiesOf = (response: { cookies: { value: string }[] }): Cookies => ({
  signalbox_session: response.cookies[0]!.value,
});
const as = (cookies: Cookies, method: InjectOptions['method'], url: string, payload?: object) =>
  api.app.inject({ method, url, cookies, ...(payload && { payload }) });

/** Whoever has the machine's password. */
const owner = async () =>
  cookiesOf(
    await api.app.inject({
      method: 'POST',
      url: '/api/session/password',
      payload: { password: 'correct horse' },
    }),
  );

async function invite(role: Role, name: string) {
  const invited = (await api.call('POST', '/api/team', { name, role })).json<InvitedMember>();
  const token = invited.link.split('#')[1]!;
  const join = (name?: string) =>
    api.app.inject({ method: 'POST', url: '/api/session/join', payload: { token, name } });
  return { ...invited.member, token, join };
}

const codeOf = (response: { statusCode: number; body: string }) =>
  response.statusCode < 400 ? response.statusCode : (JSON.parse(response.body) as { code: string }).code;

/** What a role may not do is refused before anything of the request is read. */
const fill = (url: string) => url.replaceAll(/:\w+/g, crypto.randomUUID());

/** Every route that the server has taken on, read from its own router: a branch a line, indented by four. */
function routesOf({ app }: TestApi): string[] {
  const branches: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent, branch, methods] = /^([│ ]*)[├└]── (\S*)(?: \((.+)\))?$/.exec(line) ?? [];
      if (indent === undefined) return [];
      branches.length = indent.length / 4;
      branches.push(branch!);
      return (methods?.split(', ') ?? []).map((method) => `${method} ${branches.join('')}`);
    });
}

test('every route under /api says who may use it, and nothing says so of a route that is gone', () => {
  const ours = routesOf(api).filter((route) => / \/api\b/.test(route) && !route.startsWith('HEAD '));
  expect(ours.sort()).toEqual(Object.keys(PERMISSIONS).sort());
  expect(ours.length).toBeGreaterThan(150);
});

test('a viewer asks by other methods than GET only for what changes nothing', () => {
  const asked = Object.entries(PERMISSIONS).filter(
    ([route, { needs }]) => needs === 'see' && !/^GET /.test(route),
  );
  expect(asked.map(([route]) => route)).toEqual([
    'DELETE /api/session',
    'POST /api/node-types/:type/migrate',
    'POST /api/journeys/:id/validate',
    'POST /api/journeys/validate',
    'POST /api/journeys/:id/publish-plan',
    'POST /api/journeys/:id/presence',
    'POST /api/journeys/:id/forecast',
    'POST /api/journeys/:id/simulate',
    'POST /api/journeys/:id/simulate-people',
    'POST /api/journeys/simulate',
    'POST /api/journeys/simulate-people',
    'POST /api/journeys/:id/backtest',
    'POST /api/templates/:id/draw',
    'POST /api/contacts/:id/merge/preview',
    'POST /api/imports/:id/preview',
    'POST /api/segments/preview',
    'POST /api/texts/preview',
    'POST /api/texts/worst-case',
  ]);
});

test('settings, keys, connections and the team are changed by administrators', () => {
  const changes = Object.entries(PERMISSIONS).filter(
    ([route]) =>
      /^(?!GET)\w+ \/api\/(settings|keys|connections|webhook-sources|team(?!-))/.test(route) &&
      route !== 'PUT /api/settings/my-phone',
  );
  expect(changes.length).toBeGreaterThan(15);
  expect(changes.filter(([, { needs }]) => needs !== 'manage').map(([route]) => route)).toEqual([
    'POST /api/team/:id/link',
  ]);
});

test('a route that does not say who may use it is not taken on', async () => {
  const app = Fastify();
  await guardApi(app, { database: api.database } as Partial<ApiDeps> as ApiDeps);
  expect(() => app.get('/api/new-thing', () => 'hello')).toThrow('who may GET /api/new-thing');
});

test('no route lets in nobody, and each lets in the roles that it names, and no other', async () => {
  const viewer = cookiesOf(await (await invite('viewer', 'Vera')).join());
  const editor = cookiesOf(await (await invite('editor', 'Emil')).join());
  for (const [route, { needs }] of Object.entries(PERMISSIONS)) {
    const [method, url] = route.split(' ') as ['GET', string];
    if (needs === 'open') continue;
    const nobody = await api.app.inject({ method, url: fill(url) });
    expect([route, codeOf(nobody)]).toEqual([route, 'not-signed-in']);
    // What is refused is refused as it comes in; that the others get past is seen in every other test.
    const mayChange = needs === 'see' || needs === 'change' || needs === 'export';
    if (needs !== 'see')
      expect([route, codeOf(await as(viewer, method, fill(url)))]).toEqual([route, 'role-may-not']);
    if (!mayChange)
      expect([route, codeOf(await as(editor, method, fill(url)))]).toEqual([route, 'role-may-not']);
    if (
      mayChange &&
      route !== 'DELETE /api/session' &&
      route !== 'GET /api/live' &&
      !route.startsWith('POST /api/demo')
    )
      expect([route, codeOf(await as(editor, method, fill(url)))]).not.toEqual([route, 'role-may-not']);
  }
});

test('a refusal says in words what the role may not do', async () => {
  const viewer = cookiesOf(await (await invite('viewer', 'Vera')).join());
  const refused = await as(viewer, 'POST', '/api/journeys', { name: 'Mine', graph: {} });
  expect(refused.headers['content-type']).toContain('application/problem+json');
  expect(refused.json()).toMatchObject({
    status: 403,
    code: 'role-may-not',
    detail:
      'You are a viewer here: you can look at everything and change nothing. An administrator can make you an editor.',
  });
});

test('a link signs in once, under the name that its holder gives', async () => {
  const anna = await invite('editor', 'Anna');
  const asked = await api.app.inject({
    method: 'POST',
    url: '/api/session/invitation',
    payload: { token: anna.token },
  });
  expect(asked.json()).toEqual({ name: 'Anna', role: 'editor', isNew: true });
  const joined = await anna.join('Anna Holm');
  expect((await as(cookiesOf(joined), 'GET', '/api/session')).json()).toMatchObject({
    member: { id: anna.id, name: 'Anna Holm', role: 'editor' },
  });
  expect(codeOf(await anna.join())).toBe('sign-in-link-used');
  expect((await api.app.inject(`/sign-in?token=${anna.token}`)).cookies).toEqual([]);
});

test('a newer link takes the place of one that went astray, and each makes their own for another device', async () => {
  const anna = await invite('viewer', 'Anna');
  const again = (await api.call('POST', `/api/team/${anna.id}/link`)).json<{ link: string }>();
  expect(codeOf(await anna.join())).toBe('sign-in-link-used');
  const token = again.link.split('#')[1]!;
  const session = cookiesOf(
    await api.app.inject({ method: 'POST', url: '/api/session/join', payload: { token } }),
  );
  expect(codeOf(await as(session, 'POST', `/api/team/${anna.id}/link`))).toBe(200);
  const other = await invite('admin', 'Other');
  expect(codeOf(await as(session, 'POST', `/api/team/${other.id}/link`))).toBe('role-may-not');
});

test('a new role holds from the next request on, and removal ends every session and link at once', async () => {
  const anna = await invite('viewer', 'Anna');
  const session = cookiesOf(await anna.join());
  const make = () => as(session, 'PUT', '/api/settings/my-phone', { phone: null });
  expect(codeOf(await make())).toBe('role-may-not');
  await api.call('PATCH', `/api/team/${anna.id}`, { role: 'editor' });
  expect(codeOf(await make())).not.toBe('role-may-not');

  const { link } = (await api.call('POST', `/api/team/${anna.id}/link`)).json<{ link: string }>();
  expect(codeOf(await api.call('DELETE', `/api/team/${anna.id}`))).toBe(204);
  expect(codeOf(await as(session, 'GET', '/api/session'))).toBe('removed-from-team');
  expect(codeOf(await as(session, 'GET', '/api/journeys'))).toBe('removed-from-team');
  const late = { token: link.split('#')[1] };
  expect(codeOf(await api.app.inject({ method: 'POST', url: '/api/session/join', payload: late }))).toBe(
    'sign-in-link-used',
  );
});

test('the line of live news of somebody removed is cut', async () => {
  const anna = await invite('viewer', 'Anna');
  const session = cookiesOf(await anna.join());
  const address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  const line = await fetch(`${address}/api/live`, {
    headers: { cookie: `signalbox_session=${session.signalbox_session}` },
  });
  const heard = line.text();
  await api.call('DELETE', `/api/team/${anna.id}`);
  expect(await heard).toContain(`"kind":"team","memberId":"${anna.id}"`);
});

test('the last administrator is neither removed nor made less, not even by two who remove each other', async () => {
  const team = async () => (await api.call('GET', '/api/team')).json<{ members: TeamMember[] }>().members;
  const second = await invite('admin', 'Second');
  const first = (await team()).find(({ role, joinedAt }) => role === 'admin' && joinedAt !== null)!;
  // Invited is not here yet: nobody could undo it.
  expect(codeOf(await api.call('DELETE', `/api/team/${first.id}`))).toBe('last-admin');
  expect(codeOf(await api.call('PATCH', `/api/team/${first.id}`, { role: 'editor' }))).toBe('last-admin');

  await second.join();
  for (const { id, role, joinedAt } of await team())
    if (role === 'admin' && joinedAt !== null && id !== first.id && id !== second.id)
      await api.call('DELETE', `/api/team/${id}`);
  const both = await Promise.all([first, second].map(({ id }) => api.call('DELETE', `/api/team/${id}`)));
  expect(both.map(codeOf).sort()).toEqual([204, 'last-admin']);
  // Whoever runs the machine gets in all the same, as whoever is left.
  expect((await as(await owner(), 'GET', '/api/session')).json()).toMatchObject({
    member: { role: 'admin' },
  });
});

test('who did what is told, by name, and by the key where a program did it', async () => {
  const anna = await invite('editor', 'Anna');
  const session = cookiesOf(await anna.join('Anna Holm'));
  const { id } = (await as(session, 'POST', '/api/segments', RETURNED)).json<{ id: string }>();
  await as(session, 'PUT', `/api/segments/${id}`, { ...RETURNED, name: 'Came back twice' });
  await as(session, 'PUT', `/api/segments/${id}`, RETURNED);
  await api.call('DELETE', `/api/team/${anna.id}`);
  await api.call('DELETE', `/api/segments/${id}`);

  const { changes } = (await api.call('GET', `/api/changes?subject=${id}`)).json<{ changes: object[] }>();
  expect(changes).toMatchObject([
    { did: 'Deleted a segment', byKey: true },
    { did: 'Changed a segment', who: 'Anna Holm', byKey: false, times: 2 },
    { did: 'Made a segment', who: 'Anna Holm', times: 1 },
  ]);
});

test('what was only asked about, as a dry run, is no change', async () => {
  const choice = { ids: [randomUUID()] };
  const asked = await api.call('POST', '/api/contacts/bulk', {
    action: { kind: 'tag', tag: 'asked' },
    choice,
    dryRun: true,
  });
  expect(asked.statusCode, asked.body).toBe(200);
  const { changes } = (await api.call('GET', '/api/changes')).json<{ changes: { route: string }[] }>();
  expect(changes.map(({ route }) => route)).not.toContain('POST /api/contacts/bulk');
});

const RETURNED = {
  name: 'Came back',
  rule: {
    version: 2,
    root: {
      kind: 'group',
      match: 'all',
      conditions: [
        { kind: 'field', field: 'order_count', test: { type: 'number', op: 'at-least', value: 2 } },
      ],
    },
  },
};

test('whoever comes back within a month stays signed in, and whoever stays away longer does not', async () => {
  const DAY = 86_400_000;
  let now = Date.now();
  const clocked = await startTestApi({ SIGNALBOX_PASSWORD: 'correct horse' }, { nowMs: () => now });
  const { cookies: given } = await clocked.app.inject({
    method: 'POST',
    url: '/api/session/password',
    payload: { password: 'correct horse' },
  });
  const come = () =>
    clocked.app.inject({ url: '/api/session', cookies: { signalbox_session: given[0]!.value } });
  expect((await come()).cookies).toEqual([]);
  for (const days of [20, 20, 20]) {
    now += days * DAY;
    expect((await come()).cookies).toMatchObject([{ value: given[0]!.value, maxAge: 30 * 86_400 }]);
  }
  now += 31 * DAY;
  expect((await come()).statusCode).toBe(401);
  await clocked.stop();
});

test('changes of settings are listed by what they are about', async () => {
  await api.call('PUT', '/api/settings/part-price', { price: { amount: 0.4, currency: 'DKK' } });
  await api.call('POST', '/api/team', { name: 'Asta', role: 'viewer' });
  const changes = async (below: string) =>
    (await api.call('GET', `/api/changes?below=${below}`)).json<{ changes: { did: string }[] }>().changes;
  expect((await changes('/api/settings/part-price')).map(({ did }) => did)).toEqual([
    'Changed the price of a text',
  ]);
  expect(await changes('/api/settings/limits,/api/settings/part')).toEqual([]);
});

/** The newest change of a part of the settings. */
async function lastChangeOf(part: string) {
  const { changes } = (await api.call('GET', `/api/changes?below=/api/settings/${part}`)).json<{
    changes: ChangeLine[];
  }>();
  return changes[0]!;
}

test.each([
  [
    'texts',
    { brand: 'Acme', addsBrand: true, addsOptOut: true, linkDomain: null, utm: null },
    { addsBrand: false },
  ],
  ['limits', { limits: [{ count: 2, hours: 24 }], partsPerDay: null }, { partsPerDay: 500 }],
  ['hours', { hours: { weekdays: [9, 20], saturday: null, sunday: null } }, { hours: null }],
  ['urgency', { count: 1, days: 7 }, { count: 2 }],
  ['self-stop', { isOn: true, percent: 5, people: 50, days: 7 }, { isOn: false }],
  ['part-price', { price: { amount: 0.4, currency: 'DKK' } }, { price: null }],
  ['senders', { senders: [ACME] }, { senders: [{ ...ACME, countries: ['DK'] }] }],
  ['waitlist', WAITLIST_DEFAULTS, { rate: 3 }],
  ['storefront', { origins: ['https://acme.example'], checkoutForm: null }, { origins: [] }],
  ['loyalty', NO_LOYALTY, { currency: 'SEK' }],
])(
  'a change of the settings’ %s keeps what it was and what it is, and is put back by an ordinary one',
  async (part, first, change) => {
    const put = (value: object) => api.call('PUT', `/api/settings/${part}`, value);
    await put(first);
    expect((await put({ ...first, ...change })).statusCode).toBeLessThan(300);
    const changed = await lastChangeOf(part);
    expect(changed).toMatchObject({
      times: 1,
      before: first,
      after: { ...first, ...change },
      canRestore: true,
    });
    // Saved again, and nothing is another.
    await put({ ...first, ...change });
    expect((await lastChangeOf(part)).id).toBe(changed.id);
    expect((await put(changed.before!)).statusCode).toBeLessThan(300);
    expect(await lastChangeOf(part)).toMatchObject({
      before: changed.after,
      after: changed.before,
      who: changed.who,
    });
  },
);

test('what the carrier’s tokens are stands in no list of changes, only that they were changed', async () => {
  const put = (token: string) =>
    api.call('PUT', '/api/settings/carrier', { authId: 'MAXXXXXXXXXXXXXXXXXX', authTokens: [token] });
  await put('former-token');
  await new Promise((resolve) => setTimeout(resolve, 5));
  await put('latter-token');
  const changed = await lastChangeOf('carrier');
  expect(changed).toMatchObject({ canRestore: false, before: { authId: 'MAXXXXXXXXXXXXXXXXXX' } });
  expect(changed.after!.tokensStoredAt).not.toBe(changed.before!.tokensStoredAt);
  expect(JSON.stringify(changed)).not.toMatch(/former-token|latter-token|sealed/);
  await api.call('DELETE', '/api/settings/carrier');
  expect(await lastChangeOf('carrier')).toMatchObject({
    did: 'Removed the carrier’s account',
    after: { authId: null },
  });
});

test('two who change the same part at once are two changes, each from what the other left', async () => {
  await api.call('PUT', '/api/settings/urgency', { count: 1, days: 7 });
  await Promise.all([5, 6].map((count) => api.call('PUT', '/api/settings/urgency', { count, days: 7 })));
  const { changes } = (await api.call('GET', '/api/changes?below=/api/settings/urgency')).json<{
    changes: ChangeLine[];
  }>();
  const [last, first] = changes;
  expect(first!.before).toEqual({ count: 1, days: 7 });
  expect(last!.before).toEqual(first!.after);
});

test('a viewer takes no person’s number out as a file, by no door, and is told who may', async () => {
  const viewer = cookiesOf(await (await invite('viewer', 'Vera')).join());
  const files = Object.keys(PERMISSIONS).filter(
    (route) => /csv$|export|\/data$|answer$/.test(route) && route.startsWith('GET'),
  );
  const allowed: string[] = [];
  for (const route of files) {
    const code = codeOf(await as(viewer, 'GET', fill(route.split(' ')[1]!)));
    if (code !== 'role-may-not') allowed.push(route);
  }
  // Journeys and their counts name nobody.
  expect(allowed).toEqual(['GET /api/export/journeys.csv']);
  const refused = await as(viewer, 'GET', '/api/export/people.csv');
  expect(refused.json()).toMatchObject({
    detail:
      'You are a viewer here: taking people and their numbers out as a file is for editors. An administrator can make you one.',
  });
});
