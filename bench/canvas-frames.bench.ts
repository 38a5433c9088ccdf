import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';

/*
 * How the canvas moves in a real Chromium: the built editor, a journey of so many steps, and a card dragged across it,
 * frame by frame. The ratio is to a canvas with one card in the same run, so that it says something on any machine.
 */
const root = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const dist = root('apps/editor/dist');
const nodeTypes = JSON.parse(readFileSync(root('packages/nodes/src/node-types.json'), 'utf8')) as unknown[];
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html', '.woff2': 'font/woff2' };

const server = createServer((request, response) => {
  const path = new URL(request.url!, 'http://x').pathname;
  const file = extname(path) ? path : '/index.html';
  try {
    const body = readFileSync(join(dist, file));
    response.setHeader(
      'content-type',
      TYPES[extname(file) as keyof typeof TYPES] ?? 'application/octet-stream',
    );
    response.end(body);
  } catch {
    response.statusCode = 404;
    response.end();
  }
}).listen(0);
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** A journey that looks like one: waits, conditions and texts, five columns wide. */
function graphOf(count: number) {
  const kinds = [
    ['wait', { durationMs: 3_600_000 }, 'next'],
    [
      'send-sms',
      { text: 'Acme: {{ contact.first_name | default: "you" }}, your cart waits', purpose: 'marketing' },
      'sent',
    ],
    ['update-contact', {}, 'next'],
  ] as const;
  const nodes = Array.from({ length: count }, (_, index) => {
    const [type, config] = index === 0 ? (['manual-trigger', {}] as const) : kinds[index % kinds.length]!;
    return {
      id: `n${index}`,
      type,
      position: { x: (index % 5) * 340, y: Math.floor(index / 5) * 260 },
      data: { version: 1, config },
    };
  });
  const edges = nodes.slice(1).map((node, index) => ({
    id: `e${index}`,
    source: `n${index}`,
    sourceHandle: index === 0 ? 'next' : kinds[index % kinds.length]![2],
    target: node.id,
  }));
  return {
    schemaVersion: 1,
    nodes,
    edges,
    settings: { correlation: { by: 'contact' }, reentry: { kind: 'after-exit' }, exits: [] },
  };
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
});
let exitCode = 0;
try {
  console.log(
    '| canvas | first cards, ms | frame median, ms | frame p95, ms | frames over 33 ms | ratio of medians |',
  );
  console.log('|---|---|---|---|---|---|');
  // A browser that has just started is slow once, whatever it opens.
  await measure(1);
  let alone = 0;
  for (const count of [1, 60, 500]) {
    const found = await measure(count);
    alone ||= found.median;
    const { openedMs, median, p95, slow } = found;
    console.log(
      `| ${count} steps | ${openedMs.toFixed(0)} | ${median.toFixed(1)} | ${p95.toFixed(1)} | ${(slow * 100).toFixed(0)} % | ${(median / alone).toFixed(2)} |`,
    );
  }
} catch (error) {
  console.error(error);
  exitCode = 1;
} finally {
  await browser.close();
  server.close();
}
process.exit(exitCode);

async function measure(count: number) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await answerFor(page, count);
  const startedAt = performance.now();
  await page.goto(`${url}/journeys/bench`);
  await page.locator('[data-node-type]').first().waitFor();
  const openedMs = performance.now() - startedAt;
  // Close enough to read, as one is when one drags.
  await page.getByRole('button', { name: /%/ }).click();
  await page.waitForTimeout(600);
  const card = page.locator('[data-node-type]').first();
  const box = (await card.boundingBox())!;
  const from = { x: box.x + 120, y: box.y + 14 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  // As text: what tsx makes of a function names helpers that the page does not have.
  await page.evaluate(`
    window.frames_ = [];
    let last = performance.now();
    const tick = (now) => {
      window.frames_.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  `);
  for (let move = 0; move < 180; move++) {
    await page.mouse.move(from.x + 160 * Math.sin(move / 14), from.y + 120 * (1 - Math.cos(move / 14)));
  }
  const frames = (await page.evaluate('window.frames_.slice(2)')) as number[];
  await page.mouse.up();
  await page.close();
  const sorted = [...frames].sort((left, right) => left - right);
  return {
    openedMs,
    median: sorted[Math.floor(sorted.length / 2)]!,
    p95: sorted[Math.floor(sorted.length * 0.95)]!,
    slow: frames.filter((ms) => ms > 33.4).length / frames.length,
  };
}

/** What the API would say, as far as the canvas asks. */
async function answerFor(page: Page, count: number) {
  const journey = {
    id: 'bench',
    name: 'Bench',
    status: 'draft',
    liveVersion: null,
    hasUnpublishedChanges: false,
    unpublishedChanges: 0,
    revision: 1,
    updatedAt: new Date().toISOString(),
    graph: graphOf(count),
  };
  const answers: [RegExp, unknown][] = [
    [/\/api\/session$/, { signedIn: true, version: 'bench' }],
    [/\/api\/node-types$/, { nodeTypes, problems: [] }],
    [/\/api\/journeys\/bench$/, journey],
    [/\/stats/, { entered: 0, inside: 0, ended: 0, converted: 0, nodes: {} }],
    [/\/versions$/, { versions: [] }],
    [/\/draft$/, { revision: 2, savedAt: new Date().toISOString(), diagnostics: [] }],
    [/\/api\/event-names$/, { events: [] }],
  ];
  await page.route('**/api/**', (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === '/api/live') return route.abort();
    const known = answers.find(([pattern]) => pattern.test(path));
    return known
      ? route.fulfill({ json: known[1] as object })
      : route.fulfill({ status: 404, json: { code: 'not-found', status: 404, title: '', detail: '' } });
  });
}
