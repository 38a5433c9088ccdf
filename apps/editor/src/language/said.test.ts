import { expect, it, vi } from 'vitest';
import { said } from './said.js';

// The language is chosen as its files are loaded.
vi.hoisted(() => vi.stubGlobal('localStorage', { getItem: () => 'da' }));

it('what the API says has its times, amounts and quotes as the reader writes them', () => {
  expect(said('Ordered for DKK 1,299.00')).toBe('Købte for 1.299,00\u00a0kr.');
  expect(said('Entered “Abandoned cart”')).toBe('Kom ind i ”Abandoned cart”');
  // What somebody wrote stays as it was written.
  expect(said('Replied “DKK 100”')).toBe('Svarede ”DKK 100”');
  expect(said('Wrote: “In blue, too?”')).toBe('Skrev: ”In blue, too?”');
});

it('what was taken back is said whole, also where the rest is a sentence of its own', () => {
  expect(said('Taken back: Started a journey')).toBe('Taget tilbage: Startede et forløb');
  expect(said('Taken back: Put the tag “VIP” on')).toBe('Taget tilbage: Satte tagget ”VIP” på');
});
