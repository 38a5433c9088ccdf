import type { JourneySettings } from './journey-graph.js';
import { PRIORITIES, PURPOSES, ruleGroupSchema } from './journey-schema.js';
import type { Report } from './report.js';
import { validateConfig } from './validate-config.js';

/** The rules of the journey as a whole, apart from its exits. */
export function checkSettings(settings: JourneySettings, report: Report): void {
  const { entryFilter, goal, startsAt, endsAt } = settings;
  const bad = (field: string, message: string) => report.error('bad-settings', message, undefined, field);

  const { correlation, reentry, purpose, priority } = settings;
  if (correlation.by === 'property' && correlation.path.trim() === '')
    bad('correlation.path', 'What belongs together: name the property, such as appointment_id.');
  if (reentry.kind === 'after-days' && !(reentry.days > 0))
    bad('reentry.days', 'Who may enter again: the days must be more than none.');
  if (purpose !== undefined && !PURPOSES.includes(purpose))
    bad('purpose', `What its texts are for: choose one of ${PURPOSES.join(', ')}.`);
  if (priority !== undefined && !PRIORITIES.includes(priority))
    bad('priority', `How urgent its texts are: choose one of ${PRIORITIES.join(', ')}.`);
  const [fault] = entryFilter ? validateConfig(ruleGroupSchema, entryFilter) : [];
  if (fault) bad('entryFilter', `Who may enter: a rule is not complete. ${fault.message}`);
  if (goal) {
    if (typeof goal.event !== 'string' || goal.event.trim() === '')
      bad('goal.event', 'The goal: choose the event.');
    if (!(goal.withinDays > 0)) bad('goal.withinDays', 'The goal: say within how many days it counts.');
    const [where] = goal.where ? validateConfig(ruleGroupSchema, goal.where) : [];
    if (where) bad('goal.where', `The goal: a rule is not complete. ${where.message}`);
  }
  for (const [field, value] of Object.entries({ startsAt, endsAt })) {
    if (value !== undefined && !isInstant(value))
      bad(
        field,
        `“${String(value)}” is no date and time with a time zone, such as 2026-12-01T10:00:00+01:00.`,
      );
  }
  if (isInstant(startsAt) && isInstant(endsAt) && Date.parse(endsAt) <= Date.parse(startsAt))
    bad('endsAt', 'The journey ends before it starts. Move one of the two dates.');
}

const isInstant = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value) &&
  !Number.isNaN(Date.parse(value));
