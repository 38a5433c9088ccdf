import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import type { Json, PlaceAsked, RuleGroup, StandInWorld } from '@signalbox/nodes/kernel';
import { standIns } from '@signalbox/nodes/stand-ins';
import type { ActivityInput } from '../../src/interpret/index.js';
import { choose } from '../../src/interpret/choose.js';
import { HOUR, MINUTE } from '../plans.js';
import type { Asked } from './trace.js';

/** `key` names one attempt. */
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

/** A place at once or in an hour; every fourth who comes to theirs has missed it and is given another. */
const inADrip: Answer = ({ nowMs, input }, key) => {
  const { placeMs = null } = input as unknown as PlaceAsked;
  const waits = placeMs === null ? choose(key, [1, 1]) : choose(key, [3, 1]);
  return { atMs: nowMs + waits * HOUR, isTurn: waits === 0 };
};

/** What activities answer when the simulator's own stand-in for them says too little; by `type.activity`. */
const ANSWERS: Record<string, Answer> = {
  'send-sms.send': sendText,
  'rate-gate.reserve': inADrip,
  'issue-coupon.issue': (_input, key): { [field: string]: Json } =>
    choose(key, [2, 1]) === 0
      ? { outcome: 'issued', code: 'TEN-OFF' }
      : { outcome: 'none-left', reason: 'No code is left' },
  'start-journey.start': (_input, key): { [field: string]: Json } =>
    choose(key, [2, 1]) === 0 ? { outcome: 'started' } : { outcome: 'not-started', reason: 'Has been there' },
};

/** Every activity that a built-in node type may call, by `type.activity`. */
export const activityNames = (): string[] =>
  builtInCatalogue().flatMap(({ type, activities }) => activities.map((name) => `${type}.${name}`));

/** Answers that follow from ids alone, so that both performers and every retry are told the same. */
export class Answers {
  /** By what was asked, and when: an activity that is retried asks for the same at the same instant. */
  readonly #given = new Map<string, Json>();
  readonly #attempts = new Map<string, number>();
  readonly #contact: { [field: string]: unknown } = {};
  readonly asked: Asked[] = [];

  constructor(readonly salt: number) {}

  activity(name: string, input: ActivityInput): Json {
    const { nodeId, visit, nowMs } = input;
    const key = `${name}/${nodeId}/${visit}/${nowMs}/${JSON.stringify(input.input)}`;
    if (!this.#given.has(key)) this.#given.set(key, this.#answer(name, input));
    return this.#given.get(key)!;
  }

  #answer(name: string, input: ActivityInput): Json {
    const { nodeId, visit, nowMs } = input;
    const visitKey = `${this.salt}/${name}/${nodeId}/${visit}`;
    const attempt = (this.#attempts.get(visitKey) ?? 0) + 1;
    this.#attempts.set(visitKey, attempt);
    this.asked.push({ call: `${name} of ${nodeId}, visit ${visit}, attempt ${attempt}`, atMs: nowMs });
    const answer = Object.hasOwn(ANSWERS, name) ? ANSWERS[name] : undefined;
    if (answer) return answer(input, `${visitKey}/${attempt}`);
    return standIns[name]?.(input, this.#world) ?? null;
  }

  /** Says yes to about half of all groups of rules, whatever they ask. */
  group = (group: RuleGroup): boolean => choose(`${this.salt}/${JSON.stringify(group)}`, [1, 1]) === 1;

  get #world(): StandInWorld {
    return {
      contact: this.#contact,
      shopTimeZone: 'UTC',
      text() {},
      takeMs() {},
      render: (template) => template,
    };
  }
}
