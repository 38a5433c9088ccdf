import { isIP } from 'node:net';
import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';

/**
 * How far a request may reach: only what anybody can, `inside` too (this machine and private networks, for a connection
 * that was stored by an owner), or `anywhere`.
 */
export type Reach = 'public' | 'inside' | 'anywhere';

/** Ranges of a network of one's own. Addresses of links are not among them: there clouds keep their credentials. */
const INSIDE = ['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'];

/** An address that may not be asked; its message says which and why. */
export class AddressRefused extends Error {
  override name = 'AddressRefused';
}

export interface Address {
  address: string;
  family: number;
}

/** Whether an address may be asked. IPv4 inside of IPv6 is judged as what it is. */
export function isAllowed(address: string, reach: Reach): boolean {
  if (reach === 'anywhere') return true;
  if (!ipaddr.isValid(address)) return false;
  const range = ipaddr.process(address).range();
  return range === 'unicast' || (reach === 'inside' && INSIDE.includes(range));
}

/**
 * Finds the address to ask for a host, once: what was judged is what is then connected to.
 * @throws AddressRefused if any of its addresses may not be asked
 */
export async function resolveAllowed(hostname: string, reach: Reach): Promise<Address> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await lookup(host, { all: true });
  const refused = found.find(({ address }) => !isAllowed(address, reach));
  if (refused || !found[0]) {
    throw new AddressRefused(
      `${hostname} is on this machine or in a private network, which may not be asked. Store a connection to it first.`,
    );
  }
  return found[0];
}
