import { expect, type Request } from '@playwright/test';
import { sharedProduct, test } from '../src/shared-product.js';

const product = sharedProduct();
const KB = 1_024;

for (const path of ['/', '/journeys'])
  test(`the first load of ${path} is at most 350 KB as it is sent, fonts included, and brings no canvas along`, async ({
    page,
  }) => {
    const files: Request[] = [];
    page.on('requestfinished', (request) => {
      // Names in other alphabets bring their own part of the font.
      if (!/\/api\/|-ext-/.test(request.url())) files.push(request);
    });
    await page.goto(`${product.url}${path}`);
    await expect(page.getByRole('main')).toBeVisible();
    await page.waitForLoadState('load');
    const sizes = await Promise.all(files.map(async (file) => (await file.sizes()).responseBodySize));
    const sent = sizes.reduce((sum, size) => sum + size, 0);
    expect(sent / KB).toBeGreaterThan(100);
    expect(sent / KB).toBeLessThanOrEqual(350);
    expect(files.map((file) => file.url()).filter((url) => /JourneyPage|xyflow|Plot/.test(url))).toEqual([]);
  });
