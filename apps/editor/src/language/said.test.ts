import { expect, it, vi } from 'vitest';

it('what the API says has its times, amounts and quotes as the reader writes them', async () => {
  vi.stubGlobal('localStorage', { getItem: () => 'da' });
  vi.resetModules();
  const { said } = await import('./said.js');
  expect(said('Ordered for DKK 1,299.00')).toBe('Købte for 1.299,00\u00a0kr.');
  expect(said('Entered “Abandoned cart”')).toBe('Kom ind i ”Abandoned cart”');
  expect(said('Wrote: “In blue, too?”')).toBe('Skrev: ”In blue, too?”');
  vi.unstubAllGlobals();
});
