import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { evaluate } from './bundle-node.js';
import { loadNodeTypes } from './load-nodes.js';
import { watchNodes } from './watch-nodes.js';

const EXAMPLE = fileURLToPath(new URL('../../../../examples/custom-nodes', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-nodes-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let serial = 0;

/** A package with one sound node type, `wave`, and what `files` change of it. */
function newPackage(files: Record<string, string | null> = {}): string {
  const name = `package-${++serial}`;
  const all = {
    'package.json': JSON.stringify({ name, signalbox: { nodes: './nodes' } }),
    'nodes/wave/manifest.ts': manifest('wave'),
    'nodes/wave/run.ts': `export const run = function* () { return 'next'; };`,
    'nodes/wave/README.md': 'Waves.',
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    if (text === null) continue;
    const file = join(folder, 'node_modules', name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return name;
}

const manifest = (type: string, more = '') => `
  import { defineNode } from '@signalbox/nodes/kernel';
  import * as z from 'zod';
  export const ${type.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())} = defineNode({
    type: '${type}', version: 1, title: 'Wave', description: 'Waves.', group: 'do', icon: 'user',
    config: z.object({ hand: z.string().default('left').meta({ title: 'Hand' }) }),
    ports: { next: { label: 'Then' } }, summary: '{{hand}}', ${more}
  });`;

const load = (...packages: string[]) => loadNodeTypes({ packages: packages.join(', '), from: folder });

/** The one thing that is wrong with a package, while what is built in is all there. */
async function problemOf(...packages: string[]): Promise<string> {
  const { problems, catalogue } = await load(...packages);
  expect(catalogue.map(({ type }) => type)).toContain('send-sms');
  expect(problems).toHaveLength(1);
  return problems[0]!.message;
}

test('a package far from here gets the kernel and zod from us: form, help and runs are there', async () => {
  const { catalogue, problems, customRunners } = await load(newPackage());
  expect(problems).toEqual([]);
  expect(catalogue.at(-1)).toMatchObject({
    type: 'wave',
    help: 'Waves.',
    configSchema: { properties: { hand: { title: 'Hand', default: 'left' } } },
  });
  const source = customRunners();
  const module = evaluate(source.replace('export const', 'exports.customRunners = null; var'), folder);
  expect(Object.keys(module)).toEqual(['customRunners']);
  expect(source).toContain('"wave@1": node0.run');
  expect(customRunners(['wave@1'])).not.toContain('wave@1');
});

test('a run has the same print while only its words beside the code change, and another when what it does changes', async () => {
  const WAVE = `import { sleepUntil } from '@signalbox/nodes/kernel';
export const run = function* ({ nowMs }) { yield* sleepUntil(nowMs + 1_000); return 'next'; };`;
  const printOf = async (run: string) =>
    (await load(newPackage({ 'nodes/wave/run.ts': run }))).customPrints['wave@1']!.print;
  const print = await printOf(WAVE);
  expect(await printOf(`// Waits a while.\n${WAVE.replaceAll(' { ', ' {\n  ')}`)).toBe(print);
  expect(await printOf(WAVE.replace('1_000', '2_000'))).not.toBe(print);
});

test('the example is found by its folder, with its former version, its choices and its picture', async () => {
  const { catalogue, problems, apiSides, customActivities } = await load(EXAMPLE);
  expect(problems).toEqual([]);
  const entry = catalogue.find(({ type }) => type === 'add-to-list')!;
  expect(entry).toMatchObject({ version: 2, migrates: true, older: [{ version: 1, title: entry.title }] });
  expect(entry.icon).toMatch(/^data:image\/svg\+xml;base64,/);
  expect(Object.keys(entry.older![0]!.configSchema.properties as object)).toContain('listId');
  expect(apiSides['add-to-list']!.choices).toHaveProperty('lists');
  expect(customActivities).toHaveProperty(['add-to-list.add']);
  expect(catalogue.find(({ type }) => type === 'form-submitted')).toMatchObject({
    starts: { event: 'Form Submitted' },
  });
});

test('a package that is not there is a problem in one sentence, and nothing else', async () => {
  expect(await problemOf('no-such-package')).toContain('There is no package "no-such-package"');
  expect(await problemOf('./nowhere')).toContain('There is no package "./nowhere"');
});

test('a package that does not say where its node types are is told how', async () => {
  expect(await problemOf(newPackage({ 'package.json': '{}' }))).toContain(
    '"signalbox": { "nodes": "./nodes" }',
  );
  expect(await problemOf(newPackage({ 'package.json': '{' }))).toContain('is not JSON');
});

test('a type that is taken stays with its owner', async () => {
  const taken = newPackage({
    'nodes/wave/manifest.ts': null,
    'nodes/wave/run.ts': null,
    'nodes/exit/manifest.ts': manifest('exit'),
    'nodes/exit/run.ts': 'export const run = function* () {};',
  });
  expect(await problemOf(taken)).toBe(
    `The type "exit" of "${taken}" is taken by Signalbox itself. Give it another name.`,
  );
  const first = newPackage();
  expect(await problemOf(first, newPackage())).toContain(`is taken by "${first}"`);
});

test('one broken node type does not take the others of its package along', async () => {
  const name = newPackage({
    'nodes/broken/manifest.ts': `throw new Error('no moon tonight');`,
    'nodes/broken/run.ts': 'export const run = 1;',
  });
  const { catalogue, problems } = await load(name);
  expect(catalogue.at(-1)!.type).toBe('wave');
  expect(problems).toEqual([
    { source: name, type: 'broken', message: `"broken" can't be loaded: no moon tonight` },
  ]);
});

test.each([
  [
    'imports a Node built-in',
    {
      'nodes/wave/run.ts': `import { readFileSync } from 'node:fs';\nexport const run = function* () { readFileSync('x'); };`,
    },
    'run.ts:1: imports node:fs',
  ],
  [
    'reaches zod through its manifest',
    {
      'nodes/wave/run.ts': `import { wave } from './manifest.js';\nexport const run = function* () { return wave.type; };`,
    },
    'import that as a type only',
  ],
  ['is not there', { 'nodes/wave/run.ts': null }, 'has no run.ts'],
  ['is no function', { 'nodes/wave/run.ts': 'export const run = 7;' }, 'exports no function "run"'],
  ['is not TypeScript', { 'nodes/wave/run.ts': 'export const = ;' }, 'run.ts:1: '],
  [
    'throws when it is loaded',
    { 'nodes/wave/run.ts': `throw new Error('late');\nexport const run = 1;` },
    'The run of "wave" can\'t be loaded: late',
  ],
])('a run that %s is named, and never reaches the workflow bundle', async (_what, files, message) => {
  const name = newPackage(files);
  expect(await problemOf(name)).toContain(message);
  expect((await load(name)).customRunners).not.toContain('wave');
});

test.each([
  ['another export', manifest('wave').replace('const wave', 'const hello'), 'must export "wave"'],
  [
    'another type than its folder',
    manifest('wave').replace("type: 'wave'", "type: 'hello'"),
    'declares the type "hello"',
  ],
  [
    'a refinement',
    manifest('wave').replace(".meta({ title: 'Hand' })", '.refine(() => true)'),
    'has a refinement',
  ],
  [
    'an activity that is not written',
    manifest('wave', `activities: ['shout'],`),
    'names the activity "shout"',
  ],
  ['no title', manifest('wave').replace("title: 'Wave', ", ''), 'it has no "title". Add one'],
  ['no ways out', manifest('wave').replace(/ports: .*?\} \}, /, ''), 'it has no "ports". Add one'],
  ['no summary', manifest('wave').replace("summary: '{{hand}}', ", ''), 'it has no "summary". Add one'],
  ['a group of its own', manifest('wave').replace("'do'", "'magic'"), 'its "group" is wrong'],
  ['a way out without words', manifest('wave').replace("label: 'Then'", ''), 'it has no "ports.next.label"'],
  [
    'a form that is not of zod',
    manifest('wave').replace('z.object(', '({}, '),
    'its "config" is wrong: must be made by z.object',
  ],
  ['Liquid in no field of its', manifest('wave', `liquid: ['foot'],`), 'names the field "foot"'],
  [
    'ways out by no field of its',
    manifest('wave', `portsFromConfig: { each: 'feet', label: 'x' },`),
    'names the field "feet"',
  ],
  [
    'an import of what is not ours to give',
    `import '@signalbox/store';${manifest('wave')}`,
    'imports @signalbox/store',
  ],
])('a manifest with %s is a problem in one sentence', async (_what, text, message) => {
  expect(await problemOf(newPackage({ 'nodes/wave/manifest.ts': text }))).toContain(message);
});

test('a regular expression that could keep everybody waiting is told, and the step not loaded', async () => {
  const run = `export const run = function* ({ nodeId }) { return /^(?:[a-z]+)*@/i.test(nodeId) ? 'next' : 'next'; };`;
  const { problems } = await load(newPackage({ 'nodes/wave/run.ts': run }));
  expect(problems[0]!.message).toContain('/^(?:[a-z]+)*@/i, which can take for ever');
});

test('a node type that is only begun says what is missing', async () => {
  expect(await problemOf(newPackage({ 'nodes/wave/manifest.ts': null }))).toContain('has no manifest.ts');
});

test('a former run beside a version that was not raised is told', async () => {
  const name = newPackage({ 'nodes/wave/run.v1.ts': `export const run = function* () { return 'next'; };` });
  expect(await problemOf(name)).toContain('Raise the version');
});

test('a version whose form stayed the same needs no manifest of its own', async () => {
  const name = newPackage({
    'nodes/wave/manifest.ts': manifest('wave').replace('version: 1', 'version: 2'),
    'nodes/wave/run.v1.ts': `export const run = function* () { return 'next'; };`,
  });
  const { catalogue, customRunners } = await load(name);
  expect(catalogue.at(-1)).toMatchObject({ version: 2, older: [{ version: 1, summary: '{{hand}}' }] });
  expect(customRunners()).toContain('"wave@1": node0.runV1');
});

test('a file that is saved is noticed within half a second', async () => {
  const copy = join(folder, 'copy');
  cpSync(EXAMPLE, copy, { recursive: true, filter: (path) => !path.includes('node_modules') });
  const onChange = vi.fn();
  const stop = watchNodes({ packages: copy, from: folder }, onChange);
  mkdirSync(join(copy, 'nodes/wave'));
  writeFileSync(join(copy, 'nodes/wave/manifest.ts'), manifest('wave'));
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledOnce(), 500);
  stop();
});
