import { randomUUID } from 'node:crypto';
import { emptyGraph } from '@signalbox/engine/graph';
import { couponPools, getJourney, listSegments, recountSegments, takeEvent } from '@signalbox/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CreatedFromTemplate, DrawnTemplate, Forecast, Gallery } from '../contract/index.js';
import { startTestApi, WRITE_KEY, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ SIGNALBOX_SECRET: 'a secret of the tests' });
});
afterAll(() => api?.stop());

async function tell(kind: 'identify' | 'track', said: object): Promise<void> {
  const taken = await api.app.inject({
    method: 'POST',
    url: `/v1/${kind}`,
    headers: { authorization: `Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}` },
    payload: { ...said, messageId: randomUUID() },
  });
  expect(taken.statusCode).toBe(200);
}

const draw = (id: string, answers: object) => api.call('POST', `/api/templates/${id}/draw`, { answers });
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const flash = {
  whom: { people: 'vip', minOrders: 3 },
  offer: {
    ...{ what: 'støvler', kind: 'percent', percent: 17, codes: 'one', code: 'HOEST17' },
    link: 'https://acme.example/støvler',
  },
  timing: { startDate: dayIn(2), startTime: '09:00', endDate: dayIn(4), endTime: '21:30' },
  sender: { language: 'da' },
};

test('the gallery shows all seven, and says what the shop’s data lacks', async () => {
  const properties = { checkout_id: 'c1', checkout_url: 'https://acme.example/checkouts/c1' };
  await tell('track', { userId: 'anna', event: 'Checkout Started', properties });
  const { templates, recommended } = (await api.call('GET', '/api/templates')).json<Gallery>();
  expect(templates.map(({ id }) => id)).toEqual([
    'welcome',
    'abandoned-cart',
    'vip-early-access',
    'flash-sale',
    'back-in-stock',
    'win-back',
    'loyalty',
  ]);
  expect(templates[1]!.needs.map(({ isMet }) => isMet)).toEqual([true, false]);
  expect(recommended).toEqual([]);
});

test('a link leads to the shop that the checkouts tell, and codes that nobody could make are not suggested', async () => {
  const welcome = async () => {
    const { templates } = (await api.call('GET', '/api/templates')).json<Gallery>();
    return templates[0]!.suggested.offer;
  };
  expect(await welcome()).toMatchObject({ link: 'https://acme.example/', codes: 'one' });
  const shop = { name: 'shop', kind: 'woocommerce', baseUrl: 'https://acme.example', headers: {} };
  const { id } = (await api.call('POST', '/api/connections', shop)).json<{ id: string }>();
  expect(await welcome()).toMatchObject({ codes: 'own' });
  await api.call('DELETE', `/api/connections/${id}`);
});

test('odd answers stand in the texts and in the audience', async () => {
  const drawn = (await draw('flash-sale', flash)).json<DrawnTemplate>();
  const [open, lastCall] = drawn.journeys[0]!.texts;
  expect(open).toMatchObject({ parts: 1, encoding: 'GSM-7', problem: null });
  expect(open!.text).toContain('17% rabat på støvler');
  expect(open!.text).toMatch(/21[.:]30/);
  expect(open!.text).toContain('HOEST17');
  expect(lastCall!.text).toContain('Sidste chance');
  expect(drawn.audience).toMatchObject({ count: 0, sentence: expect.stringContaining('3') });
});

test('a variant that no product has is refused, and said to be unknown while no products are known', async () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const timing = { startDate: day(3), startTime: '10:00', endDate: day(3), endTime: '20:00' };
  const sale = (variantId: string) =>
    draw('flash-sale', { ...flash, timing, offer: { ...flash.offer, variantId } });
  expect((await sale('6O1')).json().notes).toContainEqual(
    expect.stringContaining('nobody can see when “6O1” is nearly sold out'),
  );

  const atMs = Date.now();
  const products = [
    { productId: '501', title: 'Boots', atMs, variants: [{ variantId: '601', available: 9 }] },
  ];
  await takeEvent(
    api.database,
    {
      ...{ source: 'test', messageId: randomUUID(), name: null, occurredAtMs: atMs, identities: [] },
      ...{ properties: {}, keys: [], isHistory: false, shop: { shop: 'shopify/acme', products } },
    },
    { nowMs: atMs },
  );
  expect((await sale('601')).statusCode).toBe(200);
  const refused = await sale('6O1');
  expect(refused.statusCode).toBe(400);
  expect(refused.json().errors).toMatchObject([{ path: 'offer.variantId', code: 'bad-answer' }]);
});

test('the texts are from whom the answers name, and one that hears no replies asks for none', async () => {
  const senders = ['+4552512020', 'Norgard'].map((sender) => ({
    sender,
    kind: sender === 'Norgard' ? 'name' : 'number',
    ...{ countries: [], purposes: [], canReceive: sender !== 'Norgard' },
  }));
  expect((await api.call('PUT', '/api/settings/senders', { senders })).statusCode).toBe(200);
  const textsFrom = async (from: string) => {
    const answers = { sender: { language: 'da', brand: 'Nørgård', from } };
    return (await draw('welcome', answers)).json<DrawnTemplate>().journeys[0]!.texts.map(({ text }) => text);
  };
  const [asked, hello] = await textsFrom('Norgard');
  expect(asked).toMatch(/^Nørgård: Vil du have .* Bekræft: \S+$/);
  expect(hello).toMatch(/^Nørgård: Velkommen, .* Afmeld: \S+$/);
  expect((await textsFrom('+4552512020'))[0]).toMatch(/^Nørgård: .* Svar JA for at bekræfte\.$/);
  const gone = await draw('welcome', { sender: { from: 'Gone' } });
  expect(gone.json().errors[0]).toMatchObject({ path: 'sender.from' });
});

test('an answer that can’t be is refused by its place', async () => {
  const backwards = await draw('flash-sale', {
    ...flash,
    timing: { ...flash.timing, endDate: dayIn(1) },
  });
  expect(backwards.json()).toMatchObject({
    code: 'invalid-request',
    errors: [{ path: 'timing.endDate', message: 'It ends before it begins.' }],
  });
  expect((await draw('welcome', { offer: { percent: 117, precent: 5 } })).json()).toMatchObject({
    detail: 'An answer is missing or wrong. Percent off: At most 90.',
    errors: [
      { path: 'offer.percent', code: 'unfit-answer', message: 'Percent off: At most 90.' },
      { path: 'offer.precent', code: 'unknown-answer' },
    ],
  });
  expect((await draw('nothing', {})).statusCode).toBe(404);
});

test('creating makes the draft with its segments and its pool of codes, ready to be published', async () => {
  const answers = { timing: { backfillDate: '2026-12-01' }, offer: { kind: 'percent', percent: 17 } };
  const created = await api.call('POST', '/api/templates/win-back/create', { answers });
  expect(created.statusCode).toBe(201);
  const { journeyId, journeys } = created.json();
  expect(journeys).toHaveLength(2);
  const segments = await listSegments(api.database);
  expect(segments.map(({ name }) => name)).toEqual(['Silent for 90 days, from before']);
  expect(await couponPools(api.database)).toMatchObject([
    { pool: 'back-17pct-5d', kind: 'list', offer: { kind: 'percent', percent: 17 } },
  ]);
  const { draft } = (await getJourney(api.database, journeys[1].id))!;
  expect(JSON.stringify(draft)).toContain(segments[0]!.id);
  const published = await api.call('POST', `/api/journeys/${journeyId}/publish`, { revision: 1 });
  expect(published.statusCode).toBe(201);
});

test('what a template makes a second time has a name of its own, journeys and segments alike', async () => {
  const answers = { timing: { backfillDate: '2026-12-01' }, offer: { kind: 'percent', percent: 17 } };
  const again = (await api.call('POST', '/api/templates/win-back/create', { answers })).json();
  const third = (await api.call('POST', '/api/templates/win-back/create', { answers })).json();
  const names = ({ journeys }: { journeys: { name: string }[] }) => journeys.map(({ name }) => name);
  for (const name of names(again)) expect(name).toMatch(/ \(2\)$/);
  for (const name of names(third)) expect(name).toMatch(/ \(3\)$/);
  expect((await listSegments(api.database)).map(({ name }) => name)).toEqual([
    'Silent for 90 days, from before',
    'Silent for 90 days, from before (2)',
    'Silent for 90 days, from before (3)',
  ]);
});

/** A sale to everybody; without a last call it is one text to each. */
function sale(what: string, inDays: number, { lastCall = false, link = flash.offer.link } = {}) {
  const day = dayIn(inDays);
  const timing = { startDate: day, startTime: '09:00', endDate: day, endTime: '20:00', lastCall };
  return { ...flash, whom: { people: 'everyone' }, offer: { ...flash.offer, what, link }, timing };
}

const saleNotes = async (...of: Parameters<typeof sale>) =>
  (await draw('flash-sale', sale(...of))).json<DrawnTemplate>().notes;

async function plan(...of: Parameters<typeof sale>): Promise<string> {
  const created = await api.call('POST', '/api/templates/flash-sale/create', { answers: sale(...of) });
  const { journeyId } = created.json<CreatedFromTemplate>();
  const published = await api.call('POST', `/api/journeys/${journeyId}/publish`, { revision: 1 });
  expect(published.statusCode).toBe(201);
  while (await recountSegments(api.database, Date.now()));
  return journeyId;
}

test('planning a third text that presses for time shows how many lose it', async () => {
  for (const index of [1, 2]) {
    const said = { userId: `pressed-${index}`, timestamp: new Date().toISOString() };
    const traits = { firstName: 'Ida', phone: `+452012345${index}`, country: 'DK' };
    await tell('identify', { ...said, traits });
    await tell('track', { ...said, event: 'SMS Subscribed', properties: { purpose: 'marketing' } });
  }
  const planned: string[] = [];
  for (const [what, inDays] of [
    ['hatte', 3],
    ['huer', 5],
  ] as const) {
    planned.push(await plan(what, inDays));
    if (what === 'hatte') expect(await saleNotes('vanter', 8)).toEqual([]);
  }
  expect(await saleNotes('vanter', 8)).toEqual([
    '2 of them lose it: they will have had their 2 in 30 days of texts with an end time, with “Kort tilbud: hatte”, “Kort tilbud: huer” before it. If everything is urgent, nothing is.',
  ]);
  // What comes before what is planned takes it from the last of those.
  const takes =
    'It takes from a later one: 2 of those whom “Kort tilbud: huer” is for lose that, as they may have 2 in 30 days.';
  expect(await saleNotes('vanter', 2)).toEqual([takes]);
  // And so does the dialog that publishes it.
  const early = await api.call('POST', '/api/templates/flash-sale/create', { answers: sale('vanter', 2) });
  while (await recountSegments(api.database, Date.now()));
  const asked = await api.call('POST', `/api/journeys/${early.json().journeyId}/forecast`, {});
  expect(asked.json<Forecast>().notes[0]).toBe(takes);
  // A month later there is room again.
  expect(await saleNotes('vanter', 36)).toEqual([]);

  const answers = sale('vanter', 8);
  const { journeyId } = (await api.call('POST', '/api/templates/flash-sale/create', { answers })).json();
  while (await recountSegments(api.database, Date.now()));
  const { funnel } = (await api.call('POST', `/api/journeys/${journeyId}/forecast`, {})).json<Forecast>();
  expect(funnel.slice(-2).map(({ key, people }) => [key, people])).toEqual([
    ['consent', 2],
    ['urgency', 0],
  ]);
  // One whose time was moved after it began that day does not come again, and takes nothing.
  await api.database.kysely
    .insertInto('campaigns')
    .values({
      ...{ id: crypto.randomUUID(), journey_id: planned[1]!, version: 1, status: 'running' },
      ...{ occurrence: `${dayIn(5)}T08:00`, due_at: new Date(), created_at: new Date() },
    })
    .execute();
  expect(await saleNotes('vanter', 8)).toEqual([]);
  for (const id of planned) await api.call('POST', `/api/journeys/${id}/end`, { inside: 'end' });
});

test('a sale with a last call counts as two texts to whoever gets both', async () => {
  const lastLost =
    '2 have no room left for the last of its texts with an end time: each counts, and they may have 2 in 30 days.';
  const first = await plan('sko', 3, { lastCall: true });
  // Its last call goes to who opened the link: nobody can know who.
  expect(await saleNotes('sokker', 8)).toEqual([
    'Up to 2 lose it, should they get every text with an end time of “Kort tilbud: sko”.',
  ]);
  expect(await saleNotes('sokker', 8, { lastCall: true })).toEqual([
    'Up to 2 lose it, should they get every text with an end time of “Kort tilbud: sko”.',
    lastLost,
  ]);
  expect(await saleNotes('sokker', 2, { lastCall: true })).toEqual([
    'It takes from a later one: up to 2 of those whom “Kort tilbud: sko” is for lose that, as they may have 2 in 30 days.',
  ]);
  await api.call('POST', `/api/journeys/${first}/end`, { inside: 'end' });
  // Without a link the last call goes to all who did not buy.
  const second = await plan('sko', 3, { lastCall: true, link: '' });
  expect((await saleNotes('sokker', 8))[0]).toMatch(
    /^2 of them lose it: .* with “Kort tilbud: sko.*” before it\./,
  );
  const dialog = await api.call('POST', '/api/templates/flash-sale/create', {
    answers: sale('sokker', 4, { lastCall: true }),
  });
  await api.call('POST', `/api/journeys/${second}/end`, { inside: 'end' });
  await plan('sko', 3);
  while (await recountSegments(api.database, Date.now()));
  const asked = await api.call('POST', `/api/journeys/${dialog.json().journeyId}/forecast`, {});
  expect(asked.json<Forecast>().notes[0]).toBe(lastLost);
});

test('win-back says whom it reaches, and how many days those from before take at so many a day', async () => {
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  for (const index of [1, 2, 3]) {
    const userId = `silent-${index}`;
    const traits = { firstName: 'Ida', phone: `+452012346${index}`, country: 'DK' };
    await tell('identify', { userId, traits, timestamp: ago(200) });
    const properties = { purpose: 'marketing' };
    await tell('track', { userId, event: 'SMS Subscribed', properties, timestamp: ago(200) });
    const order = { order_id: `old-${index}`, total: 100, currency: 'DKK' };
    await tell('track', { userId, event: 'Order Completed', properties: order, timestamp: ago(200) });
  }
  const offer = { link: 'https://acme.example/new', codes: 'one', code: 'BACK' };
  const drawn = async (whom: object) =>
    (await draw('win-back', { whom, offer, timing: { backfillDate: '2026-12-01' } })).json<DrawnTemplate>();
  const both = await drawn({ perDay: 1 });
  expect(both.audience).toMatchObject({ count: 3, sentence: expect.stringContaining('90 days') });
  const alike = expect.stringMatching(/^“Win-back” is live and begins with the same event/);
  expect(both.notes).toEqual([alike, 'At 1 a day it takes 3 days until all have had their turn.']);
  expect((await drawn({})).notes).toEqual([alike]);
  const { audience, segments, notes } = await drawn({ backfill: false });
  expect(audience).toMatchObject({
    count: 0,
    sentence: 'who ordered in the last 30 days, each once they have fallen silent',
  });
  expect(segments).toEqual([]);
  expect(notes).toEqual([alike, expect.stringContaining('Once published it waits for the next order')]);
});

test('other answers draw a journey anew, with what was made with it: a later end stands everywhere at once', async () => {
  const day = dayIn(20);
  const later = dayIn(21);
  const sale = (endDate: string) => ({
    ...flash,
    offer: { ...flash.offer, what: 'vinterjakker', link: 'https://acme.example/sale' },
    timing: { startDate: day, startTime: '09:00', endDate, endTime: '20:00' },
  });
  const made = (
    await api.call('POST', '/api/templates/flash-sale/create', { answers: sale(day) })
  ).json<CreatedFromTemplate>();
  const again = await api.call('POST', '/api/templates/flash-sale/redraw', {
    answers: sale(later),
    journeyId: made.journeyId,
  });
  expect(again.statusCode, again.body).toBe(200);
  expect(again.json<CreatedFromTemplate>().journeys).toMatchObject(made.journeys);
  const { draft, revision, name } = (await getJourney(api.database, made.journeyId))!;
  expect([revision, name]).toEqual([2, made.journeys[0]!.name]);
  const written = JSON.stringify(draft.nodes);
  expect(written).not.toContain(`${day}T20:00`);
  expect(written).toContain(`${later}T20:00`);
  const segments = (await listSegments(api.database)).filter((one) => one.name.includes('vinterjakker'));
  expect(segments).toHaveLength(1);
  expect(written).toContain(segments[0]!.id);
  expect(draft.drawnBy).toMatchObject({ answers: sale(later) });
});

test('of journeys that were made together each is drawn anew, one that comes with the new answers is made, and none is lost', async () => {
  const vip = (launchDate: string, joiners: string) => ({
    whom: { joiners },
    offer: { what: 'Drop 12', kind: 'none', link: 'https://acme.example/drop' },
    timing: { launchDate },
  });
  const made = (
    await api.call('POST', '/api/templates/vip-early-access/create', { answers: vip(dayIn(20), 'wait') })
  ).json<CreatedFromTemplate>();
  expect(made.journeys).toHaveLength(2);
  const redrawn = async (answers: object) =>
    (
      await api.call('POST', '/api/templates/vip-early-access/redraw', {
        answers,
        journeyId: made.journeys[1]!.id,
      })
    )
      .json<CreatedFromTemplate>()
      .journeys.map(({ id }) => id);
  const three = await redrawn(vip(dayIn(22), 'let-in'));
  expect(three).toHaveLength(3);
  expect(three).toEqual(expect.arrayContaining(made.journeys.map(({ id }) => id)));
  for (const id of three)
    expect(JSON.stringify((await getJourney(api.database, id))!.draft.nodes)).not.toContain(dayIn(20));
  expect((await redrawn(vip(dayIn(23), 'wait'))).sort()).toEqual(made.journeys.map(({ id }) => id).sort());

  const drawnByHand = await api.call('POST', '/api/journeys', { name: 'Mine', graph: emptyGraph() });
  const refused = await api.call('POST', '/api/templates/vip-early-access/redraw', {
    answers: vip(dayIn(20), 'wait'),
    journeyId: drawnByHand.json<{ id: string }>().id,
  });
  expect(refused.statusCode).toBe(400);
});
