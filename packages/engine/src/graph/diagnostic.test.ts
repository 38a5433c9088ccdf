import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('docs/errors.md lists every code that a diagnostic can have, and no other', () => {
  const here = new URL('.', import.meta.url);
  const sources = readdirSync(here)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, here), 'utf8'));
  const codes = [...sources.join('\n').matchAll(/\b(?:error|warning|fail)\(\s*'([a-z-]+)'/g)].map(
    ([, code]) => code!,
  );

  const docs = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8');
  const [, section] = docs.split('## What can be wrong with a journey\n');
  const listed = section!
    .split('\n## ')[0]!
    .split('\n')
    .filter((line) => /\| (error|warning) \|/.test(line))
    .flatMap((line) => [...line.split('|')[1]!.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code!));
  expect(listed.sort()).toEqual([...new Set(codes)].sort());
});
