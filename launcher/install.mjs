import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PNPM = 'pnpm@10.34.9';
const OLDEST_NODE = [20, 19];

/** Ends the process with one sentence when Node is too old. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  fail(
    `Signalbox needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}. Install a newer one from nodejs.org.`,
  );
}

/** Installs what the lock file names, if that has not been done since it changed. */
export async function install() {
  const mark = `${ROOT}node_modules/.signalbox-installed`;
  const wanted = createHash('sha256')
    .update(readFileSync(`${ROOT}pnpm-lock.yaml`))
    .digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  say('Installing packages (the first time takes a minute or two)');
  const { code, output } = await run(
    'npx',
    [
      '--yes',
      PNPM,
      'install',
      '--frozen-lockfile',
      '--config.fetch-retries=4',
      '--config.confirmModulesPurge=false',
    ],
    // Without a network npm would go on asking for pnpm for more than a minute.
    { quiet: true, env: { npm_config_fetch_retries: '1', npm_config_fetch_retry_mintimeout: '2000' } },
  );
  if (code !== 0) fail(whyNotInstalled(output), output);
  writeFileSync(mark, wanted);
}

function whyNotInstalled(output) {
  if (/ENOSPC|no space left/i.test(output))
    return 'The disk is full: the packages could not be installed. Free some space and start again.';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|network/i.test(output)) {
    return 'The packages could not be fetched: there is no way to the npm registry. Check the network or the proxy, then start again.';
  }
  return 'The packages could not be installed. What the installer said stands above.';
}

/** Runs a program; `quiet` keeps what it prints for the case that it fails. */
export function run(command, args, { quiet = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, npm_config_loglevel: 'error', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    const take = (stream) => (chunk) => {
      output += chunk;
      if (!quiet) stream.write(chunk);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', (error) => resolve({ code: 1, output: output + String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

export const say = (line) => console.log(`  ${line}`);

export function fail(sentence, details = '') {
  if (details) console.error(details.trim());
  console.error(`\n${sentence}\n`);
  process.exit(1);
}
