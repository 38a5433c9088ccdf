import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Backtest, CreatedFromTemplate, Gallery, SimulatedPeople } from '@signalbox/api/contract';
import { cdnowMessages } from '../../apps/api/src/demo/cdnow.js';
import { callApi, startProduct } from './product.js';
import { until } from './until.js';

/*
 * What each template comes to, worked out by the product without texting anybody: `npm run outcomes`. Win-back, VIP early
 * access and loyalty live through CDNOW's history; the others are tried with the people of the demo shop.
 */
const REPORT = fileURLToPath(new URL('../../docs/reports/template-outcomes.md', import.meta.url));
const FROM = '1997-06-01T00:00:00Z';
const TO = '1998-07-01T00:00:00Z';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ONE_CODE = { codes: 'one', code: 'CODE' };
const LINK = 'https://acme.example/new';

const product = await startProduct();
try {
  const api = callApi(product.url, product.apiKey);
  const { templates } = await api<Gallery>('/api/templates');
  const create = (id: string, answers: object = {}) => {
    const { suggested } = templates.find((template) => template.id === id)!;
    const merged = Object.fromEntries(
      Object.entries(suggested).map(([question, given]) => [
        question,
        { ...(given as object), ...(answers as Record<string, object>)[question] },
      ]),
    );
    return api<CreatedFromTemplate>(`/api/templates/${id}/create`, {
      method: 'POST',
      json: { answers: merged },
    });
  };

  await done(await api<{ jobId: string }>('/api/demo', { method: 'POST' }));
  const tried: string[] = [];
  for (const { id, answers, entry = {}, events } of trials()) {
    const { journeyId } = await create(id, answers);
    const result = await api<SimulatedPeople>(`/api/journeys/${journeyId}/simulate-people`, {
      method: 'POST',
      json: { people: 1_000, days: 90, entry, events },
    });
    const happens = events.map(({ name, share }) => `${name} ${share * 100} %`).join(', ');
    tried.push(
      `| ${titleOf(id)} | ${happens} | ${result.texts} | ${result.parts} | ${reasonsOf(result)} | ${inWords(result.ended)} |`,
    );
  }

  const people = await loadHistory();
  const replayed: string[] = [];
  for (const { id, answers } of replays()) {
    const { journeyId, journeys } = await create(id, answers);
    if (id === 'vip-early-access')
      await until('the segment to be counted', vipsAreCounted, { withinMs: 180_000 });
    if (id === 'vip-early-access') await moveToThen(api, journeyId);
    const { name } = journeys.find((journey) => journey.id === journeyId)!;
    const it = await api<Backtest>(`/api/journeys/${journeyId}/backtest`, {
      method: 'POST',
      json: { from: FROM, to: TO },
    });
    replayed.push(
      `| ${name} | ${it.people} | ${it.entered} | ${it.texts} to ${it.textedPeople} | ${reasonsOf(it)} | ${inWords(it.ended)} | ${it.goalsReached ?? '–'} | ${(it.ranMs / 1_000).toFixed(1)} s |`,
    );
  }

  await writeFile(
    REPORT,
    [
      '# What the templates come to',
      '',
      'Written by `npm run outcomes`. Nobody is texted: these are the interpreter of live runs, on a virtual clock.',
      '',
      `## On CDNOW’s history, ${FROM.slice(0, 10)} to ${TO.slice(0, 10)}`,
      '',
      `${people} customers of an online shop for music, with all their purchases. The data has no numbers, consents or points: each`,
      'customer was given a number and a yes at the first purchase, and a point a dollar. What the texts would have brought is not',
      'known: the goals are those that were reached without them.',
      '',
      '| journey | people | entries | texts | not sent | ended | ordered in time anyway | took |',
      '|---|---|---|---|---|---|---|---|',
      ...replayed,
      '',
      '## With the people of the demo shop',
      '',
      'A thousand entries each, over 90 days, with events that happen to a share of them by chance.',
      '',
      '| template | what happens | texts | parts | not sent | ended |',
      '|---|---|---|---|---|---|',
      ...tried,
      '',
      'Of back in stock these are turns that have come: how many come is up to stock and line.',
      '',
    ].join('\n'),
  );

  async function loadHistory(): Promise<number> {
    const balances = new Map<string, number>();
    let batch: object[] = [];
    const flush = async () => {
      const response = await fetch(`${product.url}/v1/batch`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Basic ${Buffer.from(`${product.writeKey}:`).toString('base64')}`,
        },
        body: JSON.stringify({ batch }),
      });
      if (!response.ok) throw new Error(await response.text());
      batch = [];
    };
    for await (const order of cdnowMessages(Infinity)) {
      const { userId, timestamp, messageId, properties } = order as {
        userId: string;
        timestamp: string;
        messageId: string;
        properties: { total: number };
      };
      const rest = { userId, timestamp, context: { history: true } };
      if (!balances.has(userId)) {
        const phone = `+4540${String(100_000 + balances.size).padStart(6, '0')}`;
        const traits = { phone, country: 'DK', smsConsent: true };
        batch.push({ ...rest, type: 'identify', messageId: `${userId}-known`, traits });
      }
      const balance = (balances.get(userId) ?? 0) + Math.round(properties.total);
      balances.set(userId, balance);
      const points = { event: 'Points Changed', properties: { balance } };
      batch.push(order, { ...rest, type: 'track', messageId: `${messageId}-points`, ...points });
      if (batch.length > 450) await flush();
    }
    await flush();
    return balances.size;
  }

  async function vipsAreCounted(): Promise<boolean> {
    const { segments } = await api<{ segments: { name: string; members: number }[] }>('/api/segments');
    return segments.some(({ name, members }) => name.startsWith('VIP for') && members > 100);
  }

  async function done({ jobId }: { jobId: string }): Promise<void> {
    await until(
      'the job',
      async () => (await api<{ status: string }>(`/api/jobs/${jobId}`)).status === 'done',
    );
  }

  function titleOf(id: string): string {
    return templates.find((template) => template.id === id)!.title;
  }
} finally {
  await product.stop();
}

function trials() {
  const products = [{ name: 'Trail jacket' }];
  return [
    {
      id: 'welcome',
      answers: { offer: ONE_CODE },
      events: [
        { name: 'SMS Subscribed', share: 0.8, withinMs: DAY },
        { name: 'Order Completed', share: 0.2, withinMs: 10 * DAY },
      ],
    },
    {
      id: 'abandoned-cart',
      answers: {},
      entry: { products, checkout_url: 'https://acme.example/checkout' },
      events: [{ name: 'Order Completed', share: 0.4, withinMs: 2 * HOUR }],
    },
    {
      id: 'flash-sale',
      answers: { offer: { link: LINK } },
      events: [
        { name: 'Link Clicked', share: 0.15, withinMs: 8 * HOUR },
        { name: 'Order Completed', share: 0.06, withinMs: DAY },
      ],
    },
    {
      id: 'back-in-stock',
      answers: { offer: ONE_CODE },
      entry: { variant_id: '601', name: 'Trail jacket', variant: 'M', url: 'https://acme.example/jacket' },
      events: [
        { name: 'Back In Stock Cancelled', share: 0.05, withinMs: HOUR },
        { name: 'Order Completed', share: 0.3, withinMs: 2 * DAY },
      ],
    },
  ];
}

function replays() {
  return [
    {
      id: 'win-back',
      answers: { whom: { backfill: false }, offer: ONE_CODE, timing: { backfillDate: '1998-01-01' } },
    },
    { id: 'vip-early-access', answers: { offer: { link: LINK }, timing: { launchDate: '2098-06-10' } } },
    { id: 'loyalty', answers: {} },
  ];
}

/** No template draws what is over: what was drawn a hundred years ahead is lived through in the history's own years. */
async function moveToThen(api: ReturnType<typeof callApi>, journeyId: string): Promise<void> {
  const { graph, revision } = await api<{ graph: object; revision: number }>(`/api/journeys/${journeyId}`);
  const then = JSON.parse(JSON.stringify(graph).replaceAll('2098-', '1998-')) as object;
  await api(`/api/journeys/${journeyId}/draft`, { method: 'PUT', json: { revision, graph: then } });
}

function reasonsOf({ notSent }: Pick<SimulatedPeople, 'notSent'>): string {
  return inWords(Object.fromEntries(notSent.map(({ reason, count }) => [reason, count]))) || '–';
}

/** `no order 12, ordered 3` */
function inWords(counts: Record<string, number>): string {
  return Object.entries(counts)
    .sort(([, one], [, other]) => other - one)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}
