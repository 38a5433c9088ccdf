import { ruleGroupSchema } from './journey-schema.js';
import type { JourneyExit } from './journey-graph.js';
import type { Report } from './report.js';
import { validateConfig } from './validate-config.js';

/** The events that end a run wherever it is: each complete, each with an id of its own. */
export function checkExits(exits: JourneyExit[], report: Report): void {
  const ids = new Set<string>();
  for (const [index, exit] of exits.entries()) {
    const bad = (field: string, message: string) =>
      report.error(
        'bad-exit',
        `Exit ${index + 1} of the journey: ${message}`,
        undefined,
        `exits.${index}.${field}`,
      );
    if (exit.event.trim() === '') bad('event', 'choose the event.');
    if (exit.outcome.trim() === '') bad('outcome', 'say how it ended, such as “ordered”.');
    if (exit.id === '' || ids.has(exit.id)) bad('id', `it needs an id of its own, not "${exit.id}".`);
    ids.add(exit.id);
    const [fault] = exit.where ? validateConfig(ruleGroupSchema, exit.where) : [];
    if (fault)
      bad(['where', fault.path].filter(Boolean).join('.'), `a rule is not complete. ${fault.message}`);
  }
}
