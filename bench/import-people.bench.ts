/**
 * How fast a file of people comes in, from the first byte to people with consent, tags and attributes:
 * `npm run bench -- import`. The ratio is to a bare COPY of the same rows into one table without an index.
 */
import { Readable } from 'node:stream';
import { guessColumns } from '../apps/api/src/people/import-columns.js';
import { besideSteps, stepOnce } from '../apps/api/src/people/job-runner.js';
import { readFile } from '../apps/api/src/people/read-file.js';
import {
  createPeopleJob,
  getPeopleJob,
  keepRows,
  saveImportSettings,
  setPeopleJobStatus,
} from '../packages/store/src/index.js';
import { copyInto, createTestDatabase } from '../packages/store/src/testing.js';
import { secondsOfAll } from './cpu-seconds.js';
import { isLong, keepInReport, tell, type Measured } from './measured.js';

const ROWS = isLong ? 1_000_000 : 100_000;
/** From here on three million numbers of Denmark are valid without a gap. */
const FIRST_NUMBER = 26_000_000;
/** As an upload comes. */
const PIECE = 64 * 1024;
const HEADERS =
  'Email,First Name,Last Name,Phone Number,Country,SMS Consent,SMS Consent Timestamp,Tags,Shoe Size';

function* lines() {
  for (let n = 0; n < ROWS; n++)
    yield `person${n}@shop.example,Anna${n % 97},Holm${n % 89},+45${FIRST_NUMBER + n},DK,SUBSCRIBED,2025-0${1 + (n % 9)}-11T10:00:00Z,${n % 5 === 0 ? 'vip' : ''},${36 + (n % 10)}\n`;
}
const rate = (ms: number) => Math.round((ROWS / ms) * 1_000);

const database = await createTestDatabase('import');
await database.pool.query(
  'create table bare (email text, first_name text, last_name text, phone text, country text, consent text, at text, tags text, size text)',
);
const beganMs = performance.now();
await copyInto(database, 'copy bare from stdin with (format csv)', Readable.from(lines()));
const bareMs = performance.now() - beganMs;

/** Seconds of the cores that the connections to this database have used: they stay open while it is measured. */
const databaseName = new URL(database.url).pathname.slice(1);
const secondsOfPostgres = () => secondsOfAll('postgres:', databaseName);

async function importAll() {
  const settings = { name: 'people.csv', country: null, tag: '' };
  const id = await createPeopleJob(
    database.kysely,
    { kind: 'import', status: 'uploading', settings },
    Date.now(),
  );
  function* file() {
    let piece = `${HEADERS}\n`;
    for (const line of lines()) {
      piece += line;
      if (piece.length < PIECE) continue;
      yield Buffer.from(piece);
      piece = '';
    }
    yield Buffer.from(piece);
  }
  const beganMs = performance.now();
  const [node, postgres] = [process.cpuUsage(), secondsOfPostgres()];
  const { headers, rows } = await readFile(Readable.from(file(), { objectMode: false }), 'csv');
  await keepRows(database, id, rows);
  await saveImportSettings(database, id, { ...settings, columns: guessColumns(headers).columns });
  const keptMs = performance.now() - beganMs;
  await setPeopleJobStatus(database, id, ['ready'], 'running', Date.now());
  const beside = besideSteps(database);
  while (await stepOnce(database, beside, Date.now()));
  await beside.words.settled();
  const allMs = performance.now() - beganMs;
  const { user, system } = process.cpuUsage(node);
  const perRow = (seconds: number) => `${((seconds * 1e6) / ROWS).toFixed(0)} µs`;
  const work = `${perRow((user + system) / 1e6)} of Node's time and ${perRow(secondsOfPostgres() - postgres)} of PostgreSQL's a row`;
  return { keptMs, allMs, work, job: (await getPeopleJob(database, id))! };
}

const found: Measured[] = [];
for (const time of ['first time', 'again, when nothing is new']) {
  const { keptMs, allMs, work, job } = await importAll();
  if (job.status !== 'done' || job.bad > 0)
    throw new Error(`The import ended ${job.status}: ${job.bad} bad rows.`);
  found.push({
    question: `import of ${ROWS.toLocaleString('en')} people (CSV, consent, tags), ${time}: rows a second`,
    here: `${rate(allMs).toLocaleString('en')} (reading and keeping the file alone ${rate(keptMs).toLocaleString('en')}); ${work}`,
    handWritten: `bare COPY ${rate(bareMs).toLocaleString('en')}`,
    ratio: bareMs / allMs,
    promised: '20,000 a second',
  });
  tell(found.at(-1)!);
}
keepInReport(`An import of ${ROWS.toLocaleString('en')} rows`, found);
await database.drop();
