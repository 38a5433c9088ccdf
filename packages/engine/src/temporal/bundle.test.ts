import { expect, it } from 'vitest';
import { bundleWorkflows } from './index.js';

it('what a run executes holds no Node built-in, no schema library and no database, and stays small', async () => {
  const bundle = await bundleWorkflows();
  const code = 'code' in bundle ? bundle.code : '';
  const map = /sourceMappingURL=data:application\/json;charset=utf-8;base64,([\w+/=]+)/.exec(code);
  const { sources } = JSON.parse(Buffer.from(map![1]!, 'base64').toString()) as { sources: string[] };
  const packages = new Set(
    sources.flatMap((source) => /(?:.*node_modules|packages)\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []),
  );
  expect([...packages].sort()).toEqual([
    '@temporalio/common',
    '@temporalio/workflow',
    'engine',
    'long',
    'ms',
    'nexus-rpc',
    'nodes',
  ]);
  const own = sources.filter((source) => !source.includes('node_modules'));
  expect(own.filter((source) => /manifest|activities\.ts|catalogue|conditions|compile/.test(source))).toEqual(
    [],
  );
  const withoutMap = code.slice(0, map!.index);
  expect(withoutMap.length).toBeLessThan(900 * 1024);
}, 30_000);

it('what all runs share is evaluated before any of them', async () => {
  const bundle = await bundleWorkflows();
  const code = 'code' in bundle ? bundle.code : '';
  const [, shared] = /function preloadModules\(\) \{([^}]*)\}/.exec(code)!;
  expect(
    [...shared!.matchAll(/"([^"]+)"\)/g)].map(([, file]) => file!.split('/').slice(-2).join('/')),
  ).toEqual(['temporal/short-stacks.ts', 'interpret/index.ts', 'generated/runners.ts']);
}, 30_000);
