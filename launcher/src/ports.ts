import { isPortFree, StartFailure, waitUntil } from '@signalbox/dev-servers';

const DEFAULTS = { PORT: 3000, TEMPORAL_PORT: 7233, POSTGRES_PORT: 54_329, CARRIER_PORT: 4000 };

export type PortName = keyof typeof DEFAULTS;
export type Ports = Record<PortName, number>;

/** What has a port may still be leaving it. */
const FREE_WITHIN_MS = 3_000;

/** @throws StartFailure when a variable holds no port number, or two hold the same */
export function readPorts(env: NodeJS.ProcessEnv): Ports {
  const names = Object.keys(DEFAULTS) as PortName[];
  const ports = { ...DEFAULTS };
  for (const [index, name] of names.entries()) {
    ports[name] = env[name] ? Number(env[name]) : DEFAULTS[name];
    if (!Number.isInteger(ports[name]) || ports[name] < 1 || ports[name] > 65_535) {
      throw new StartFailure(
        `${name} is "${env[name]}", which is no port. Set it to a number from 1 to 65535.`,
      );
    }
    const other = names.slice(0, index).find((each) => ports[each] === ports[name]);
    if (other)
      throw new StartFailure(
        `${other} and ${name} are both ${ports[name]}. Set one of them to another port.`,
      );
  }
  return ports;
}

/** @throws StartFailure that names the port and its variable, when something else has it */
export async function claimPort(name: PortName, port: number): Promise<void> {
  if (await waitUntil(() => isPortFree(port), { withinMs: FREE_WITHIN_MS })) return;
  throw new StartFailure(`Port ${port} is taken. Stop what uses it, or set ${name} to a free one.`);
}
