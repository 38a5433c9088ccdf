import { existsSync, readFileSync } from 'node:fs';
import { fail, requireNode, ROOT } from './install.mjs';

/** Loads the demo shop into the Signalbox that runs in this folder. */
requireNode();
const dataDir = process.env.SIGNALBOX_DATA_DIR ?? `${ROOT}.data`;
const file = `${dataDir}/secrets.json`;
const key =
  process.env.SIGNALBOX_API_KEY ??
  (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).apiKey : undefined);
if (!key) fail('Start Signalbox first, with `npm start`.');
const origin = `http://127.0.0.1:${process.env.PORT ?? 3000}`;
const headers = { authorization: `Bearer ${key}` };
const ask = async (path, method = 'GET') => {
  const response = await fetch(`${origin}${path}`, { method, headers }).catch(() =>
    fail(`Nothing answers at ${origin}. Start Signalbox first, with \`npm start\`.`),
  );
  if (!response.ok) fail((await response.json()).detail);
  return response.json();
};
const { jobId } = await ask('/api/demo', 'POST');
for (;;) {
  const job = await ask(`/api/jobs/${jobId}`);
  process.stdout.write(`\r  ${job.done} of ${job.total} `);
  if (job.status === 'failed') fail(job.message);
  if (job.status === 'done') {
    console.log(`\n  ${job.message}`);
    break;
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
}
