import type { Plan } from '@signalbox/engine/graph';

/** What a replay of this plan can't know, in sentences. */
export function caveatsOf(plan: Plan): string[] {
  const types = new Set(Object.values(plan.nodes).map(({ type }) => type.replace(/@\d+$/, '')));
  const caveats = [
    'Consent, STOP, orders, spend and segments are as they were then; everything else about people is as it is today.',
    'People answer no text that was never sent: who would have bought because of it can’t be known.',
  ];
  if (types.has('wait-for-reply')) caveats.push('Nobody replies, so each wait for a reply runs to its end.');
  if (types.has('http-request'))
    caveats.push('No service is asked: each such step goes on as if it had answered.');
  if (Object.values(plan.nodes).some(({ type, config }) => type.startsWith('issue-coupon@') || config.coupon))
    caveats.push('A list of codes has as many as are left in it today.');
  if (types.has('experiment'))
    caveats.push('Experiments have no winner: people are divided by the shares drawn.');
  if (types.has('start-journey')) caveats.push('Other journeys are not started.');
  if (plan.trigger.clock === 'schedule')
    caveats.push(
      'The campaign is tried as if its date had been in this time, to the audience of that moment.',
    );
  return caveats;
}
