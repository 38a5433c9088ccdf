import { no, type No, type SendFacts } from '../send-facts.js';

/**
 * Whoever said STOP gets nothing but what they must know.
 * Sources: 47 CFR 64.1200(a)(10) as in force since 11 April 2025 (revocation by any reasonable means), CTIA's handbook;
 * seen 2026-11.
 */
export function stop({ hasStopped, purpose, personName: name }: SendFacts): No | null {
  if (!hasStopped || purpose === 'transactional') return null;
  return no('stopped', `${name} has replied STOP`);
}
