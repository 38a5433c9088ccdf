import { install, requireNode } from './install.mjs';

requireNode();
await install();

const { register } = await import('tsx/esm/api');
register();
const { start } = await import('./src/start.ts');
await start({ isDev: process.argv.includes('--dev') });
