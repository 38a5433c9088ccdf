import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporalReach, type TemporalSettings } from './reach.js';

const folder = mkdtempSync(join(tmpdir(), 'signalbox-tls-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string) => {
  writeFileSync(join(folder, name), name);
  return join(folder, name);
};
const reach = (settings: Partial<TemporalSettings>) =>
  temporalReach({
    TEMPORAL_ADDRESS: 'here:7233',
    ...{ TEMPORAL_TLS: '', TEMPORAL_TLS_CERT: '', TEMPORAL_TLS_KEY: '', TEMPORAL_TLS_CA: '' },
    ...settings,
  });

test('a Temporal of one’s own is reached as it is, one with a key or by wish under TLS', () => {
  expect(reach({})).toEqual({ address: 'here:7233' });
  expect(reach({ TEMPORAL_API_KEY: 'key' })).toEqual({ address: 'here:7233', apiKey: 'key', tls: true });
  expect(reach({ TEMPORAL_TLS: 'true' })).toEqual({ address: 'here:7233', tls: true });
});

test('one that asks for certificates is shown them', () => {
  const pair = { TEMPORAL_TLS_CERT: file('crt'), TEMPORAL_TLS_KEY: file('key') };
  expect(reach({ ...pair, TEMPORAL_TLS_CA: file('ca') }).tls).toEqual({
    serverRootCACertificate: Buffer.from('ca'),
    clientCertPair: { crt: Buffer.from('crt'), key: Buffer.from('key') },
  });
});

test('half a pair, or a file that is not there, is told by the name of the setting', () => {
  expect(() => reach({ TEMPORAL_TLS_CERT: file('crt') })).toThrow('TEMPORAL_TLS_KEY');
  expect(() => reach({ TEMPORAL_TLS_CA: join(folder, 'none') })).toThrow(/TEMPORAL_TLS_CA.*none/);
});
