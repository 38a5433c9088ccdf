import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Plan } from './plan.js';

/** JSON with sorted keys and no spaces: the same data is always the same text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    const sorted: [string, unknown][] = Object.entries(inner).sort(([a], [b]) =>
      a < b ? -1 : a > b ? 1 : 0,
    );
    return Object.fromEntries(sorted);
  });
}

/** SHA-256 of the plan's canonical JSON, in hex. */
export const planHash = (plan: Plan): string => bytesToHex(sha256(utf8ToBytes(canonicalJson(plan))));
