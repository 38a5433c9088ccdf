import type { Effect, EffectGenerator, EffectResult } from '../kernel/effects.js';

/** What a test answers to each kind of effect; `null` where it says nothing. */
export type Answers = {
  [K in Effect['kind']]?: (effect: Extract<Effect, { kind: K }>) => EffectResult[K];
};

export interface Played {
  /** What the step asked for, in order. */
  effects: Effect[];
  /** The port that it left by, or `null` if it ended the run. */
  port: string | null;
}

/**
 * Runs a node's `run` against given answers, at once: days pass in no time.
 * @throws if it has not left after 1,000 effects
 */
export function play(generator: EffectGenerator<string>, answers: Answers = {}): Played {
  const effects: Effect[] = [];
  let step = generator.next();
  while (!step.done) {
    const effect = step.value;
    effects.push(effect);
    if (effect.kind === 'exit') return { effects, port: null };
    if (effects.length > 1_000) throw new Error('The step asks for ever more and never leaves.');
    const answer = answers[effect.kind] as ((effect: Effect) => unknown) | undefined;
    step = generator.next(answer?.(effect) ?? null);
  }
  return { effects, port: step.value };
}

/** A place in a run, for a test: the first visit of node `node`, entered at `enteredAtMs`. */
export const here = <C>(config: C, enteredAtMs = 0) => ({
  config,
  nodeId: 'node',
  runId: 'run',
  visit: 0,
  enteredAtMs,
});
