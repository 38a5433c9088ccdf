import type { JourneySettings, SummaryWords } from '@signalbox/engine/graph';
import { titleFromName } from '../format/words.js';
import { t } from '../language/t.js';
import type { FieldChange } from './field-changes.js';

/** What each setting of a journey is called in its form. */
const titles = (): { [setting: string]: string } => ({
  correlation: t('An event belongs to this journey if it is about'),
  reentry: t('The same person may enter again'),
  exits: t('Leave at once when'),
  entryFilter: t('Who may enter'),
  goal: t('Goal'),
  purpose: t('Its texts are for'),
  priority: t('When texts compete for a person’s attention'),
  startsAt: t('Takes people in from'),
  endsAt: t('Takes nobody in after'),
});

const CORRELATIONS = () => ({
  contact: t('the same person'),
  purchase: t('the same purchase, from cart to order'),
  property: t('the same value of a property'),
});
const REENTRIES = () => ({
  once: t('never'),
  'after-exit': t('once they have left'),
  'after-days': t('some days after they entered'),
  always: t('always, also while inside'),
  restart: t('always, starting over'),
});

/** What is different about a journey as a whole. */
export function settingChanges(
  before: JourneySettings,
  after: JourneySettings,
  words: SummaryWords,
): FieldChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({
      label: settingTitle(name),
      before: settingInWords(before, name, words),
      after: settingInWords(after, name, words),
      isText: false,
    }));
}

export const settingTitle = (name: string): string => titles()[name] ?? titleFromName(name);

/** What one setting of a journey says; of `settings` only that one is looked at. */
export function settingInWords(
  settings: Partial<JourneySettings>,
  name: string,
  words: SummaryWords,
): string {
  const { correlation, reentry, exits, entryFilter, goal } = settings;
  const value = settings[name];
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return t('nothing');
  const when = (event: string, where: typeof entryFilter) =>
    where && where.rules.length > 0 ? `${event} (${words.rules(where)})` : event;
  if (name === 'correlation')
    return correlation!.by === 'property' ? correlation!.path : CORRELATIONS()[correlation!.by];
  if (name === 'reentry')
    return reentry!.kind === 'after-days'
      ? t('{count, plural, one {# day} other {# days}}', { count: reentry!.days })
      : REENTRIES()[reentry!.kind];
  if (name === 'exits')
    return exits!
      .map(({ event, where, of }) =>
        of === 'person' ? t('{event}, elsewhere too', { event: when(event, where) }) : when(event, where),
      )
      .join(', ');
  if (name === 'entryFilter' && entryFilter) return words.rules(entryFilter);
  if (name === 'goal' && goal)
    return `${when(goal.event, goal.where)}, ${t('{count, plural, one {# day} other {# days}}', { count: goal.withinDays })}`;
  return typeof value === 'string' ? titleFromName(value) : JSON.stringify(value);
}
