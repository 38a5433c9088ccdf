import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ContactSummary, Simulated, SimulatedPeople } from '@signalbox/api/contract';
import type { Diagnostic } from '@signalbox/engine/graph';
import { CannotRun } from '../cannot-run.js';
import { Refused } from '../connection.js';
import { faultLine, withStepNames } from '../faults.js';
import { fileThere } from '../in-workspace.js';
import { readFiles, UUID, type JourneyFile } from '../journey-file.js';
import { readScript, type Script } from '../script.js';
import { complain, say } from '../terminal.js';
import { peopleLines, traceLines } from '../trace-words.js';
import type { Workspace } from '../workspace.js';

interface SimulateOptions {
  contact?: string;
  script?: string;
  people?: number;
  seed?: string;
  days?: number;
  expect?: string;
  json?: boolean;
}

/** @returns 1 if the journey has errors, or if a person leaves it otherwise than expected */
export async function simulate(
  workspace: Workspace,
  path: string,
  options: SimulateOptions,
): Promise<number> {
  const { people, contact, expect } = options;
  if (people !== undefined && (contact !== undefined || expect !== undefined))
    throw new CannotRun('--people is for many: --contact and --expect are for one person.');
  const [read, ...others] = await readFiles([path]);
  if (others.length > 0) throw new CannotRun(`${path} holds several journeys: name one of its files.`);
  const { journey, faults } = read!;
  if (!journey) {
    for (const fault of faults) complain(faultLine(path, fault));
    return 1;
  }
  const script = options.script === undefined ? { events: [] } : await scriptAt(options.script);
  const file = await fileThere(workspace, journey);
  try {
    return await (people === undefined
      ? tryOne(workspace, file, script, options)
      : tryMany(workspace, file, script, { ...options, people }));
  } catch (error) {
    if (!(error instanceof Refused) || !Array.isArray(error.body.diagnostics)) throw error;
    const found = error.body.diagnostics as Diagnostic[];
    for (const fault of withStepNames(found, journey, await workspace.catalogue()))
      complain(faultLine(path, fault));
    return 1;
  }
}

async function tryOne(
  workspace: Workspace,
  { name, graph }: JourneyFile,
  script: Script,
  { contact, days, expect, json }: SimulateOptions,
): Promise<number> {
  const person = contact === undefined ? null : await personOf(workspace, contact);
  const result = await workspace.connection.post<Simulated>('/api/journeys/simulate', {
    graph,
    contactId: person?.id,
    contact: script.contact,
    startAt: script.startAt,
    entry: script.entry,
    events: forOne(script),
    days: days ?? script.days,
  });
  const title = `“${name}”, as ${person?.name ?? 'somebody'}`;
  say(json ? JSON.stringify(result, null, 2) : traceLines(title, result).join('\n'));
  return meets(result, expect);
}

async function tryMany(
  workspace: Workspace,
  { graph }: JourneyFile,
  script: Script,
  { people, seed, days, json }: SimulateOptions & { people: number },
): Promise<number> {
  const result = await workspace.connection.post<SimulatedPeople>('/api/journeys/simulate-people', {
    graph,
    people,
    seed,
    entry: script.entry,
    events: forMany(script),
    days: days ?? script.days,
  });
  const catalogue = await workspace.catalogue();
  say(json ? JSON.stringify(result, null, 2) : peopleLines(graph, result, catalogue).join('\n'));
  return 0;
}

function meets({ end, notLetIn }: Simulated, expected: string | undefined): number {
  if (expected === undefined) return 0;
  const outcome = notLetIn ? 'not let in' : (end?.outcome ?? 'still inside');
  if (outcome === expected) return 0;
  complain(`Expected “${expected}”; it is “${outcome}”.`);
  return 1;
}

async function scriptAt(path: string): Promise<Script> {
  const text = await readFile(resolve(path), 'utf8').catch(() => {
    throw new CannotRun(`There is no file ${path}.`);
  });
  return readScript(path, text);
}

function forOne({ events }: Script) {
  return events.map(({ name, properties, afterMs, share }) => {
    if (share !== undefined)
      throw new CannotRun(`“${name}” happens to a share of people: that is for --people.`);
    return { name, properties, afterMs: afterMs ?? 0 };
  });
}

function forMany({ events }: Script) {
  return events.map(({ name, properties, afterMs, withinMs, share }) => {
    if (afterMs !== undefined)
      throw new CannotRun(`Of many people, “${name}” needs a "share" and "within", not "after".`);
    return { name, properties, share: share ?? 1, withinMs: withinMs ?? 86_400_000 };
  });
}

/** By phone number, as it is written, or by id. */
async function personOf(
  { connection }: Workspace,
  asked: string,
): Promise<Pick<ContactSummary, 'id' | 'name'>> {
  if (UUID.test(asked)) return connection.get(`/api/contacts/${asked}`);
  const search = encodeURIComponent(asked.replace(/[\s()-]/g, ''));
  const { contacts } = await connection.get<{ contacts: ContactSummary[] }>(`/api/contacts?search=${search}`);
  const same = contacts.filter(({ phone }) => phone === asked.replace(/[\s()-]/g, ''));
  if (same.length === 0) throw new CannotRun(`Nobody has the number ${asked} on ${connection.origin}.`);
  return same[0]!;
}
