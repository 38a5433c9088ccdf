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
import { openDatabase } from '../packages/store/src/index.js';
import { createTestDatabase } from '../packages/store/src/testing.js';
import { pidOf, secondsOf } from './cpu-seconds.js';
import { isLong, tell, type Measured } from './measured.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TEXTS = Number(process.env.SIGNALBOX_BENCH_TEXTS ?? (isLong ? 100_000 : 4_000));
/** As many as a worker has under way, and as many bare calls. */
const AT_ONCE = 40;
/** Above what this machine can do, so that the line before the carrier is kept and holds nobody up. */
const TEXTS_PER_SECOND = 1_000;
/** Bare and whole take turns, so that a busy moment of the machine strikes both. */
const ROUNDS = 10;
/**
 * How long the carrier takes to answer, for both alike. The promise is about a carrier over a network, which answers after
 * 50 to 150 ms. One that answers at once, from the same machine, leaves nothing but the processor's work to compare: a bare
 * call is then nearly free, so that this row says what a text costs us, and is held to nothing.
 */
const LATENCIES: { name: string; latencyMs: [number, number]; share: number; promised: string }[] = [
  {
    name: 'after 50 to 150 ms, as over a network',
    latencyMs: [50, 150],
    share: 0.8,
    promised: 'at least 0.5 x',
  },
  { name: 'at once, as none does', latencyMs: [0, 0], share: 0.2, promised: 'nothing: work alone' },
];
const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token' };
const PLAN = 'bench';

const created = await createTestDatabase('sending');
/** With as many connections as a worker has. */
const database = openDatabase(created.url);
const { carrier, url } = await startCarrier();
const postgres = pidOf('postgres', `-p ${new URL(created.url).port}`);
const plivo = createPlivo({ ...AUTH, baseUrl: url });
const contacts = await addPeople(TEXTS);
const sendText = createSendText({
  database,
  plivo,
  publicUrl: 'http://127.0.0.1:9',
  sender: '+4552512020',
  sendingHours: 'always',
  textsPerSecond: TEXTS_PER_SECOND,
  house: { brand: 'Acme', linkDomain: 'http://127.0.0.1:9', shopTimeZone: 'Europe/Copenhagen' },
});

const rows: Measured[] = [];
/** After each round; the first warms caches and compiles. */
const heapMb: number[] = [];
let texts = 0;
await setLatency([0, 0]);
await inTurns(200, bare);
for (const { name, latencyMs, share, promised } of LATENCIES) {
  await setLatency(latencyMs);
  const size = Math.floor((TEXTS * share) / ROUNDS);
  let bareMs = 0;
  let wholeMs = 0;
  const bareWork = workOf();
  const wholeWork = workOf();
  for (let round = 0; round < ROUNDS; round += 1) {
    const first = texts;
    bareMs += await bareWork.during(() => inTurns(size, bare));
    wholeMs += await wholeWork.during(() => inTurns(size, (index) => whole(contacts[first + index]!)));
    texts += size;
    globalThis.gc?.();
    heapMb.push(process.memoryUsage().heapUsed / 2 ** 20);
  }
  const perSecond = (ms: number) => ((size * ROUNDS * 1_000) / ms).toFixed(0);
  rows.push({
    question: `${(size * ROUNDS).toLocaleString('en')} texts through policy and ledger, a second; the carrier answers ${name}`,
    here: `${perSecond(wholeMs)}/s`,
    handWritten: `${perSecond(bareMs)}/s by bare calls of the SDK`,
    ratio: bareMs / wholeMs,
    promised,
  });
  tell(rows.at(-1)!);
  rows.push({
    question: 'milliseconds of the cores that one of these texts takes',
    here: wholeWork.told(size * ROUNDS),
    handWritten: bareWork.told(size * ROUNDS),
    promised: 'nothing',
  });
  tell(rows.at(-1)!);
}
rows.push({
  question: `heap after a tenth, after half and after all of ${texts.toLocaleString('en')} texts`,
  here: [heapMb[1]!, heapMb[ROUNDS]!, heapMb.at(-1)!].map((mb) => `${mb.toFixed(1)} MB`).join(', '),
  promised: 'flat',
});
tell(rows.at(-1)!);
const { rows: states } = await database.pool.query<{ state: string; count: number }>(
  'select state, count(*)::int as count from messages group by state',
);
if (states.length !== 1 || states[0]!.state !== 'accepted' || states[0]!.count !== texts)
  throw new Error(`The ledger has ${JSON.stringify(states)} and should have ${texts} accepted.`);
if (isLong) writeReport();
carrier.kill();
await database.close();
await created.drop();

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
    planHash: PLAN,
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

/** What each process works, whatever else the machine does meanwhile. */
function workOf() {
  const pids = { worker: process.pid, carrier: carrier.pid!, PostgreSQL: postgres };
  const used = Object.entries(pids).flatMap(([name, pid]) =>
    pid === null ? [] : [{ name, pid, seconds: 0 }],
  );
  return {
    async during<T>(act: () => Promise<T>): Promise<T> {
      for (const one of used) one.seconds -= cpuSeconds(one.pid);
      const result = await act();
      for (const one of used) one.seconds += cpuSeconds(one.pid);
      return result;
    },
    told: (count: number) =>
      used.map(({ name, seconds }) => `${name} ${((seconds * 1_000) / count).toFixed(2)}`).join(', '),
  };
}

// The carrier is a child of this process, and counts for itself.
function cpuSeconds(pid: number): number {
  if (pid !== process.pid) return secondsOf(pid);
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
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
  return { carrier, url };
}

async function setLatency(latencyMs: [number, number]): Promise<void> {
  await fetch(`${url}/day`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    // Nobody listens to its callbacks here.
    body: JSON.stringify({ name: 'fair', lostCallbacks: 1, latencyMs }),
  });
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
  await pool.query(`insert into plans (hash, plan) values ($1, '{"settings": {"priority": "normal"}}')`, [
    PLAN,
  ]);
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
      `pace, fields, ledger, the same call) take turns in one process, ${AT_ONCE} at once on both sides; the development carrier is`,
      'another process on the same machine. **The promise is the row in which it answers after 50 to 150 ms, as over a network.**',
      'The row in which it answers at once, which no real carrier does, compares the work of the processor alone: what a text',
      'costs us beside a call that costs nearly nothing.',
      '',
      `${new Date().toISOString().slice(0, 10)}; ${cpus().length} cores, Node ${process.versions.node}; PostgreSQL on the same machine.`,
      '',
      '| question | here | bare | ratio | promised |',
      '|---|---|---|---|---|',
      ...rows.map(
        (row) =>
          `| ${row.question} | ${row.here} | ${row.handWritten ?? ''} | ${row.ratio === undefined ? '' : `${row.ratio.toFixed(2)} x`} | ${row.promised} |`,
      ),
      '',
    ].join('\n'),
  );
}
