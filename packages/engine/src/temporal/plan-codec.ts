import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';
import { LRUCache } from 'lru-cache';
import { EngineError } from '../errors.js';
import type { Plan } from '../graph/plan.js';

/** A plan as it stands in histories: its hash. The worker's side gets the whole plan, with `$plan` as its first key. */
export interface PlanRef {
  $plan: string;
}

export type LoadPlan = (hash: string) => Promise<Plan | null | undefined>;

const REF = /^\{"\$plan":"([^"\\]+)"([,}])/;
/** Enough of a payload to tell by. */
const HEAD_BYTES = 200;
const CACHE_BYTES = 64 * 1024 * 1024;

/**
 * Keeps plans out of histories: `{"$plan":"<hash>"}` becomes the plan where it is read, and a plan that was read this
 * way is cut to its hash again where it is written (continue-as-new). All else passes untouched.
 */
export function planCodec(loadPlan: LoadPlan): PayloadCodec {
  const plans = new LRUCache<string, Uint8Array>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (bytes) => bytes.byteLength,
    fetchMethod: async (hash) => {
      const plan = await loadPlan(hash);
      if (!plan)
        throw new EngineError('PLAN_NOT_FOUND', `No plan with the hash ${hash} is stored.`, { hash });
      return encode({ $plan: hash, ...plan });
    },
  });
  return {
    encode: async (payloads) =>
      payloads.map((payload) => {
        const ref = readRef(payload);
        return ref?.whole ? { ...payload, data: encode({ $plan: ref.hash }) } : payload;
      }),
    decode: (payloads) =>
      Promise.all(
        payloads.map(async (payload) => {
          const ref = readRef(payload);
          if (!ref || ref.whole) return payload;
          return { ...payload, data: (await plans.fetch(ref.hash))! };
        }),
      ),
  };
}

/** The data converter that clients, workers and replays of journeys share. */
export const dataConverter = (loadPlan: LoadPlan): DataConverter => ({
  payloadCodecs: [planCodec(loadPlan)],
});

function readRef({ data }: Payload): { hash: string; whole: boolean } | null {
  // Cheap for what most payloads are: the first key is another.
  if (!data || data[0] !== 0x7b || data[2] !== 0x24) return null;
  const found = REF.exec(new TextDecoder().decode(data.subarray(0, HEAD_BYTES)));
  if (!found) return null;
  const whole = found[2] === ',';
  return whole || data.byteLength === found[0].length ? { hash: found[1]!, whole } : null;
}

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
