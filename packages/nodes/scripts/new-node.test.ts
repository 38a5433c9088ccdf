import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NodeGroup } from '../src/kernel/index.js';
import { loadNodeTypes } from '../src/packages/index.js';
import { CannotMake, writeNode, type NewNode } from './new-node.js';

const EXAMPLE = fileURLToPath(new URL('../../../examples/custom-nodes', import.meta.url));

let packageFolder: string;
beforeAll(() => {
  packageFolder = mkdtempSync(join(tmpdir(), 'signalbox-new-'));
  cpSync(EXAMPLE, packageFolder, { recursive: true, filter: (path) => !path.includes('node_modules') });
});
afterAll(() => rmSync(packageFolder, { recursive: true, force: true }));

const write = (node: Partial<NewNode> & { type: string }) =>
  writeNode({ group: 'do', hasActivity: false, packageFolder, ...node });

test.each<[string, NodeGroup, boolean]>([
  ['greet', 'do', false],
  ['call-somebody', 'do', true],
  ['look-away', 'wait', false],
  ['choose-well', 'decide', false],
  ['moon-rises', 'trigger', false],
])('a new “%s” of the group “%s” is in the catalogue at once', async (type, group, hasActivity) => {
  const folder = write({ type, group, hasActivity });
  expect(readdirSync(folder)).toEqual(
    expect.arrayContaining(['README.md', 'manifest.ts', 'run.test.ts', 'run.ts']),
  );
  const { catalogue, problems } = await loadNodeTypes({ packages: packageFolder, from: '/' });
  expect(problems).toEqual([]);
  expect(catalogue.find((entry) => entry.type === type)).toMatchObject({ group, version: 1 });
});

test.each(['Greet', 'greet_you', '../greet', 'a b', '-a', '', 'switch'])(
  '“%s” is refused as a name',
  (type) => {
    expect(() => write({ type })).toThrow(CannotMake);
  },
);

test('a folder that is there stays as it is', () => {
  expect(() => write({ type: 'add-to-list' })).toThrow('is there already');
  expect(() => write({ type: 'send-sms', packageFolder: undefined })).toThrow('is there already');
});

test('a folder that is not there yet becomes a package', async () => {
  const folder = join(packageFolder, 'made', 'of-ours');
  write({ type: 'hello', packageFolder: folder });
  const { catalogue, problems } = await loadNodeTypes({ packages: folder, from: '/' });
  expect(problems).toEqual([]);
  expect(catalogue.map(({ type }) => type)).toContain('hello');
});

test('a package that is none is refused', () => {
  expect(() => write({ type: 'hello', packageFolder: join(packageFolder, 'nodes') })).toThrow(
    'no package.json',
  );
});
