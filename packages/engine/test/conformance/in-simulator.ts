import type { ScriptEntry } from '../../src/simulate/index.js';
import { simulate } from '../../src/simulate/index.js';
import { eventOf, MINUTE, startOf } from '../plans.js';
import { carrierOf, observe, type Observed } from './observed.js';
import { runners } from './runners.js';
import type { Happening, Scenario } from './scenarios.js';

const T0 = Date.UTC(2026, 10, 23, 10);

export function performInSimulator(scenario: Scenario, { continueAtEveryWait = false } = {}): Observed {
  const { plan, contact, script = [], outage } = scenario;
  const carrier = carrierOf(scenario);
  let during = scenario.duringFirstActivity;
  const { checkpoints, messages } = simulate({
    plan,
    start: startOf(T0),
    contact,
    runners,
    plans: scenario.plans,
    continueAtEveryWait,
    script: script.map(toEntry),
    wakesAtMs: outage && [T0, T0 + outage.untilMs + MINUTE],
    activities: {
      'send-sms.send': (input, world) => {
        if (during) {
          world.takeMs(1_000);
          world.add(toEntry({ ...during, afterMs: input.nowMs - T0 + 500 }));
          during = undefined;
        }
        const result = carrier(input);
        if (result.outcome === 'sent') world.text({ template: '', purpose: '' });
        return result;
      },
    },
  });
  return observe(checkpoints, messages.length);
}

function toEntry(happening: Happening): ScriptEntry {
  const atMs = T0 + happening.afterMs;
  if (!('event' in happening)) return { ...happening, atMs };
  const { event, id, stampedAfterMs = happening.afterMs, properties } = happening;
  return {
    atMs,
    event: eventOf(event, T0 + stampedAfterMs, properties, id),
    ...(event === 'Seen' ? { refs: ['busy/seen'] } : {}),
  };
}
