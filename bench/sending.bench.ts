/**
 * Texts a second through the policy and the ledger, beside bare calls of the SDK in the same run, and whether memory stays
 * flat: `npx tsx --expose-gc bench/sending.bench.ts`. Needs SIGNALBOX_TEST_DATABASE_URL.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createSendText } from '../apps/worker/src/send-text/index.js';
import { freePort } from '../packages/dev-servers/src/index.js';
import { createPlivo } from '../packages/sms/src/index.js';
import { createTestDatabase } from '../packages/store/src/testing.js';
import { isLong, tell } from './measured.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TEXTS = Number(process.env.SIGNALBOX_BENCH_TEXTS ?? (isLong ? 100_000 : 4_000));
/** As many as a worker has under way. */
const AT_ONCE = 20;
/** Bare and whole take turns, so that a busy moment of the machine strikes both. */
const ROUNDS = 10;
const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token' };

const database = await createTestDatabase('sending');
const { carrier, url } = await startCarrier();
const plivo = createPlivo({ ...AUTH, baseUrl: url });
const contacts = await addPeople(TEXTS);
const sendText = createSendText({
  database,
  plivo,
  publicUrl: 'http://127.0.0.1:9',
  sender: '+4552512020',
  sendingHours: 'always',
  house: { brand: 'Acme', linkDomain: 'http://127.0.0.1:9', shopTimeZone: 'Europe/Copenhagen' },
});

let bareMs = 0;
let wholeMs = 0;
/** After each round; the first warms caches and compiles. */
const heapMb: number[] = [];
const share = Math.floor(TEXTS / ROUNDS);
await inTurns(200, bare);
for (let round = 0; round < ROUNDS; round += 1) {
  const first = round * share;
  bareMs += await inTurns(share, bare);
  wholeMs += await inTurns(share, (index) => whole(contacts[first + index]!));
  globalThis.gc?.();
  heapMb.push(process.memoryUsage().heapUsed / 2 ** 20);
}
const texts = share * ROUNDS;
const perSecond = (ms: number) => (texts * 1_000) / ms;
const ratio = bareMs / wholeMs;
const rows = [
  {
    question: `${texts.toLocaleString('en')} texts through policy and ledger, a second`,
    here: `${perSecond(wholeMs).toFixed(0)}/s`,
    handWritten: `${perSecond(bareMs).toFixed(0)}/s by bare calls of the SDK`,
    ratio,
    promised: 'at least 0.5 x',
  },
  {
    question: `heap after a fifth and after all of ${texts.toLocaleString('en')} texts`,
    here: `${heapMb[1]!.toFixed(1)} MB, ${heapMb.at(-1)!.toFixed(1)} MB`,
    promised: 'flat',
  },
];
rows.forEach(tell);
const { rows: states } = await database.pool.query<{ state: string; count: number }>(
  'select state, count(*)::int as count from messages group by state',
);
if (states.length !== 1 || states[0]!.state !== 'accepted' || states[0]!.count !== texts)
  throw new Error(`The ledger has ${JSON.stringify(states)} and should have ${texts} accepted.`);
if (isLong) writeReport();
carrier.kill();
await database.drop();

function bare(index: number): Promise<unknown> {
  return plivo.send({
    src: '+4552512020',
    dst: `+4528${String(index % 1_000_000).padStart(6, '0')}`,
    text: 'Acme: Hej Anna, din kurv venter. Svar STOP for at afmelde.',
    callbackUrl: 'http://127.0.0.1:9/status',
    expirySeconds: 3_600,
  });
}

async function whole(contactId: string): Promise<void> {
  const nowMs = Date.now();
  const context = {
    runId: randomUUID(),
    journeyId: randomUUID(),
    contactId,
    nodeId: 'remind',
    visit: 0,
    planHash: 'hash',
    entryEvent: { properties: {} },
    vars: {},
    nowMs,
  };
  const request = {
    template: 'Hej {{ contact.first_name }}, din kurv venter.',
    purpose: 'marketing',
    dropAfterMs: 3_600_000,
    enteredAtMs: nowMs,
  };
  // A busy machine holds a text that comes to the carrier too late; a run would come again.
  for (;;) {
    const result = await sendText(context, request);
    if (result.outcome === 'sent') return;
    if (result.outcome !== 'held') throw new Error(result.reason);
  }
}

/** @returns how long it took, in milliseconds */
async function inTurns(count: number, act: (index: number) => Promise<unknown>): Promise<number> {
  const sinceMs = performance.now();
  let next = 0;
  const one = async () => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return performance.now() - sinceMs;
}

/** A process of its own, so that its memory and time are not ours. */
async function startCarrier(): Promise<{ carrier: ChildProcess; url: string }> {
  const port = await freePort();
  const carrier = spawn(process.execPath, ['--import', 'tsx', `${ROOT}packages/carrier/src/main.ts`], {
    cwd: ROOT,
    env: {
      ...process.env,
      PLIVO_AUTH_ID: AUTH.authId,
      PLIVO_AUTH_TOKEN: AUTH.authToken,
      CARRIER_INBOUND_URL: 'http://127.0.0.1:9/inbound',
      CARRIER_PORT: String(port),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    const isUp = await fetch(`${url}/healthz`).then(
      () => true,
      () => false,
    );
    if (isUp) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // Nobody listens to its callbacks here.
  await fetch(`${url}/day`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'fair', lostCallbacks: 1 }),
  });
  return { carrier, url };
}

/** People who have agreed to marketing texts. @returns their ids */
async function addPeople(count: number): Promise<string[]> {
  const { pool } = database;
  // The ledger's links to runs and journeys are not what is measured.
  for (const link of ['run_id', 'journey_id'])
    await pool.query(`alter table messages drop constraint messages_${link}_fkey`);
  const { rows } = await pool.query<{ id: string }>(
    `insert into contacts (id, first_name, phone, country, created_at, updated_at)
     select gen_random_uuid(), 'Anna', '+45' || (26000000 + n), 'DK', now(), now()
     from generate_series(1, $1::int) n returning id`,
    [count],
  );
  await pool.query(
    `insert into consents (contact_id, phone, purpose, state, source, at, recorded_at)
     select id, phone, 'marketing', 'granted', 'bench', now(), now() from contacts`,
  );
  await pool.query('analyze contacts, consents');
  return rows.map(({ id }) => id);
}

function writeReport(): void {
  mkdirSync(`${ROOT}docs/reports`, { recursive: true });
  writeFileSync(
    `${ROOT}docs/reports/sending-benchmarks.md`,
    [
      '# What a text costs',
      '',
      'Written by `SIGNALBOX_BENCH=long npm run bench -- sending`. Bare calls of the official SDK and whole sends (facts, policy,',
      `fields, ledger, the same call) take turns in one process, ${AT_ONCE} at once; the development carrier is another process on the`,
      'same machine and answers at once, which no real carrier does: over a network the difference is smaller.',
      '',
      `${new Date().toISOString().slice(0, 10)}; ${cpus().length} cores, Node ${process.versions.node}; PostgreSQL on the same machine.`,
      '',
      '| question | here | bare | ratio | promised |',
      '|---|---|---|---|---|',
      ...rows.map(
        (row) =>
          `| ${row.question} | ${row.here} | ${'handWritten' in row ? row.handWritten : ''} | ${'ratio' in row && row.ratio !== undefined ? `${row.ratio.toFixed(2)} x` : ''} | ${row.promised} |`,
      ),
      '',
    ].join('\n'),
  );
}
