import { spawn } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { fill } from '../e2e/src/filled.js';
import { PASSWORD, startProduct, type Product } from '../e2e/src/product.js';
import { tell } from './measured.js';

/*
 * What Lighthouse says of the built editor, signed in and with data, on a desktop as it reckons one. It is fetched when
 * it is asked for: nobody who only starts Signalbox needs it.
 */
const LIGHTHOUSE = 'lighthouse@12.8.2';
const ROUNDS = 3;
const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run'];

interface Report {
  categories: { [name: string]: { score: number } };
  audits: { [name: string]: { score: number | null; title: string; displayValue?: string } };
}

const product = await startProduct();
try {
  const { journeyId } = await fill(product.api);
  const headers = await signIn(product);
  for (const [page, path] of [
    ['journeys', '/journeys'],
    ['canvas', `/journeys/${journeyId}`],
  ] as const) {
    const reports: Report[] = [];
    for (let round = 0; round < ROUNDS; round++) reports.push(await look(`${product.url}${path}`, headers));
    const scores = (name: string) =>
      reports.map(({ categories }) => Math.round(categories[name]!.score * 100)).sort((a, b) => a - b);
    const performance = scores('performance');
    const last = reports.at(-1)!.audits;
    tell({
      question: `Lighthouse, ${page}: performance (${performance.join(', ')}), accessibility`,
      here: `${performance[Math.floor(ROUNDS / 2)]}, ${scores('accessibility')[0]}`,
      promised: '>= 90, 100',
    });
    const said = [
      'first-contentful-paint',
      'largest-contentful-paint',
      'total-blocking-time',
      'cumulative-layout-shift',
    ];
    console.error(said.map((name) => `${last[name]!.title} ${last[name]!.displayValue}`).join(', '));
  }
} finally {
  await product.stop();
}

/** @returns the file of headers that makes Lighthouse somebody who is signed in */
async function signIn({ url }: Product): Promise<string> {
  const response = await fetch(`${url}/api/session/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ password: PASSWORD }),
  });
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ');
  const file = join(await mkdtemp(join(tmpdir(), 'lighthouse-')), 'headers.json');
  await writeFile(file, JSON.stringify({ Cookie: cookie }));
  return file;
}

async function look(url: string, headers: string): Promise<Report> {
  const report = `${headers}.report.json`;
  await new Promise<void>((resolve, reject) => {
    const child = spawn(
      'npx',
      [
        '--yes',
        LIGHTHOUSE,
        url,
        '--preset=desktop',
        '--only-categories=performance,accessibility',
        '--output=json',
        `--output-path=${report}`,
        `--extra-headers=${headers}`,
        `--chrome-flags=${FLAGS.join(' ')}`,
        '--quiet',
      ],
      {
        env: { ...process.env, CHROME_PATH: process.env.CHROMIUM_PATH ?? chromium.executablePath() },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`Lighthouse ended with ${code}.`)),
    );
  });
  return JSON.parse(await readFile(report, 'utf8')) as Report;
}
