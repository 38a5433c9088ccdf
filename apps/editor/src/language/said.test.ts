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
