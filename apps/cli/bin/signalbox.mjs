#!/usr/bin/env node
/** Starts the sources as they are. */
try {
  const { register } = await import('tsx/esm/api');
  register();
} catch {
  console.error('The packages are not installed yet. `npm start` installs them, and starts Signalbox.');
  process.exit(2);
}
const { main } = await import('../src/main.ts');
process.exitCode = await main(process.argv.slice(2));
