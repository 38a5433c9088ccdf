import { fileURLToPath } from 'node:url';
import { findTemporal, startTemporal, TIME_SKIPPING_FLAGS } from '../packages/dev-servers/src/index.js';
import { openTemporal, type TemporalWorld } from '../packages/engine/test/temporal-world.js';

/** Measures on a server of its own, unless SIGNALBOX_TEST_TEMPORAL_ADDRESS names one. */
export async function onTemporal(measure: (temporal: TemporalWorld) => Promise<void>): Promise<void> {
  const named = process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS;
  const cacheDir = fileURLToPath(new URL('../.data/bin', import.meta.url));
  const server = named
    ? null
    : await startTemporal({
        program: await findTemporal({ cacheDir }),
        headless: true,
        flags: TIME_SKIPPING_FLAGS,
      });
  const temporal = await openTemporal(named ?? server?.address);
  try {
    await measure(temporal);
  } catch (error) {
    // Closing complains about workers that are still at work; that is not what went wrong.
    console.error(error);
    process.exit(1);
  } finally {
    await temporal.close();
    await server?.stop();
  }
}

export const handWritten = (file: string): string =>
  fileURLToPath(new URL(`hand-written/${file}`, import.meta.url));
