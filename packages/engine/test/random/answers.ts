import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import type { Json, RuleGroup } from '@signalbox/nodes/kernel';
import type { ActivityInput } from '../../src/interpret/index.js';
import { choose } from '../../src/interpret/choose.js';
import { HOUR, MINUTE } from '../plans.js';
import type { Asked } from './trace.js';

type Answer = (input: ActivityInput, key: string) => Json;

/** A text: sent, not sent, or held for a while; the third attempt is always decided. */
const sendText: Answer = ({ nowMs, nodeId, visit }, key): { [field: string]: Json } => {
  const attempt = Number(key.slice(key.lastIndexOf('/') + 1));
  const fate = choose(key, attempt < 3 ? [3, 1, 1, 1] : [3, 1]);
  if (fate === 0) return { outcome: 'sent', messageId: `${nodeId}/${visit}` };
  if (fate === 1) return { outcome: 'not-sent', code: 'no-consent', reason: 'No consent to texts' };
  return {
    outcome: 'held',
    untilMs: nowMs + (fate === 2 ? HOUR : 10 * MINUTE),
    code: 'quiet-hours',
    reason: 'It is night there',
  };
};

/**
 * What activities answer, by `type.activity`. A node type that is not here gets `null`: it takes part all the same, and
 * may fail at it, in both runtimes alike. Say here what its activities return, and it goes further.
 */
const ANSWERS: Record<string, Answer> = {
  'send-sms.send': sendText,
};

/** Every activity that a built-in node type may call, by `type.activity`. */
export const activityNames = (): string[] =>
  builtInCatalogue().flatMap(({ type, activities }) => activities.map((name) => `${type}.${name}`));

/** Answers that follow from ids alone, so that both performers and every retry are told the same. */
export class Answers {
  /** The instants at which each visit of a step asked: an activity that is retried asks at the same instant again. */
  readonly #askedAtMs = new Map<string, number[]>();
  readonly asked: Asked[] = [];

  constructor(readonly salt: number) {}

  activity(name: string, input: ActivityInput): Json {
    const { nodeId, visit, nowMs } = input;
    const visitKey = `${this.salt}/${name}/${nodeId}/${visit}`;
    const asked = this.#askedAtMs.get(visitKey) ?? [];
    this.#askedAtMs.set(visitKey, asked);
    if (!asked.includes(nowMs)) {
      asked.push(nowMs);
      this.asked.push({ call: `${name} of ${nodeId}, visit ${visit}, attempt ${asked.length}`, atMs: nowMs });
    }
    const answer = Object.hasOwn(ANSWERS, name) ? ANSWERS[name] : undefined;
    return answer?.(input, `${visitKey}/${asked.indexOf(nowMs) + 1}`) ?? null;
  }

  /** Says yes to about half of all groups of rules, whatever they ask. */
  group = (group: RuleGroup): boolean => choose(`${this.salt}/${JSON.stringify(group)}`, [1, 1]) === 1;
}
