import { defineConfig } from '@playwright/test';

/** Root in a container may not use Chromium's sandbox; the rest keeps it off the network. */
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: 'e2e/tests',
  timeout: 120_000,
  // What fails once and then passes is listed as flaky.
  retries: 1,
  expect: { timeout: 15_000 },
  // One Signalbox for all that only look at it; those that kill it start their own.
  globalSetup: './e2e/src/global-setup.ts',
  workers: 1,
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: CHROMIUM_FLAGS },
  },
});
