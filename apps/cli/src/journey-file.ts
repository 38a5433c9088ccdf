import { readFile, readdir, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { parseGraph, type Diagnostic, type JourneyGraph } from '@signalbox/engine/graph';
import { CannotRun } from './cannot-run.js';
import { stableText } from './stable-text.js';

export const ENDING = '.journey.json';

/** A journey as a file: what `POST /api/journeys` takes, and what makes it the same one elsewhere. */
export interface JourneyFile {
  $schema?: string;
  /** The same in every workspace. Without it the name decides which journey it is. */
  id?: string;
  name: string;
  /** What the segments and journeys are called that its graph names by id. */
  names?: { [id: string]: string };
  graph: JourneyGraph;
}

/** A file of a folder of journeys, read as far as it could be. */
export interface ReadFile {
  /** As it was asked for. */
  path: string;
  journey: JourneyFile | null;
  /** Why it is no journey. */
  faults: Diagnostic[];
}

/** Two journeys that are the same but for what each workspace says of them. */
export const contentHash = ({ name, graph }: Pick<JourneyFile, 'name' | 'graph'>): string =>
  createHash('sha256').update(stableText({ name, graph })).digest('hex');

/**
 * Reads files, and of folders every file of a journey.
 * @throws CannotRun for what is not there
 */
export async function readFiles(paths: string[]): Promise<ReadFile[]> {
  const listed = await Promise.all(paths.map(listFiles));
  return Promise.all(
    listed.flat().map(async (path) => ({ path, ...parseFile(await readFile(resolve(path), 'utf8')) })),
  );
}

async function listFiles(path: string): Promise<string[]> {
  const found = await stat(resolve(path)).catch(() => null);
  if (!found) throw new CannotRun(`There is no file ${path}.`);
  if (!found.isDirectory()) return [path];
  const names = (await readdir(resolve(path))).filter((name) => name.endsWith(ENDING)).sort();
  if (names.length === 0) throw new CannotRun(`No file in ${path} ends in ${ENDING}.`);
  return names.map((name) => join(path, name));
}

/** Reads the text of a file. Never throws: what is wrong with it are faults. */
export function parseFile(text: string): Omit<ReadFile, 'path'> {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return fault('malformed-json', `This is not JSON. ${placeOf(error as SyntaxError, text)}`);
  }
  if (!isRecord(json) || typeof json.name !== 'string' || json.name.trim() === '' || !isRecord(json.graph))
    return fault(
      'not-a-journey',
      'A file of a journey is { "name": …, "graph": { "nodes": …, "edges": … } }.',
    );
  if (json.id !== undefined && !(typeof json.id === 'string' && UUID.test(json.id)))
    return fault(
      'not-a-journey',
      'The "id" of a journey is a UUID. Without one, its name decides which it is.',
    );
  const { graph, diagnostics } = parseGraph(json.graph);
  if (!graph) return { journey: null, faults: diagnostics };
  return { journey: { ...json, name: json.name, names: namesIn(json.names), graph }, faults: [] };
}

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const isRecord = (value: unknown): value is { [field: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const namesIn = (value: unknown): { [id: string]: string } | undefined =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : undefined;

const fault = (code: string, message: string): Omit<ReadFile, 'path'> => ({
  journey: null,
  faults: [{ code, severity: 'error', message }],
});

/** V8 says a place, as an offset or as a line, or not at all. */
function placeOf({ message }: SyntaxError, text: string): string {
  const at = /position (\d+)/.exec(message)?.[1];
  if (at === undefined) return `${message}.`;
  const before = text.slice(0, Number(at)).split('\n');
  const what = message.replace(/( in JSON)? at position .*$/, '');
  return `Line ${before.length}, column ${before.at(-1)!.length + 1}: ${what}.`;
}
