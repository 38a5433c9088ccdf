import { isIP } from 'node:net';

/** Whose word about a caller's address is taken: nobody's, or that of proxies at these addresses. */
type Proxies = false | string[];

/** `loopback` is this machine, `uniquelocal` a private network, such as Docker's. */
const RANGES = new Set(['loopback', 'linklocal', 'uniquelocal']);

/**
 * Reads `10.0.0.0/8, loopback`. A count of proxies is none of the choices, nor is "all": whoever reaches the port past
 * the proxy could then name any address as theirs.
 * @returns `null` for what is no list of addresses
 */
export function readProxies(setting: string): Proxies | null {
  if (setting.trim() === '') return false;
  const addresses = setting.split(',').map((address) => address.trim());
  const isAddress = (address: string) => RANGES.has(address) || isIP(address.replace(/\/\d{1,3}$/, '')) !== 0;
  return addresses.every(isAddress) ? addresses : null;
}
