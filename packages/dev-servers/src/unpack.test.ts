import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { unpackFile } from './unpack.js';

const folder = mkdtempSync(join(tmpdir(), 'signalbox-unpack-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a program comes out of a gzipped tar byte for byte, whatever stands before it', () => {
  const program = Buffer.from(Array.from({ length: 3_000 }, (_, index) => index % 251));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'LICENSE'), 'x'.repeat(700));
  writeFileSync(join(folder, 'bin', 'temporal'), program);
  execFileSync('tar', ['-czf', 'all.tar.gz', 'LICENSE', 'bin/temporal'], { cwd: folder });
  const archive = readFileSync(join(folder, 'all.tar.gz'));
  expect(unpackFile(archive, 'temporal')).toEqual(program);
  expect(unpackFile(archive, 'temporal-not-there')).toBeNull();
});
