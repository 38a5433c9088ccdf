import type * as contract from '../contract/index.js';
import type { ApiDeps } from '../deps.js';
import type { Actor } from '../http/security.js';
import { VERSION } from './version.js';

/** What the page of somebody who is signed in is told. */
export const sessionOf = (member: Actor, { SIGNALBOX_TIME_ZONE }: ApiDeps['config']): contract.Session => ({
  signedIn: true,
  version: VERSION,
  member,
  timeZone: SIGNALBOX_TIME_ZONE,
});
