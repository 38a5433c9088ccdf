import type { Plan } from '@signalbox/engine/graph';
import {
  DEFAULT_LIMITS,
  DEFAULT_URGENCY,
  type HoursOfWeek,
  type SendLimit,
  type UrgencyAllowance,
} from '@signalbox/sms';
import { readSetting, type Database } from '@signalbox/store';
import type { JudgedBy } from './judge.js';

/** The house's settings, for texts of a draft that nobody sends. */
export async function readJudgedBy(
  database: Database,
  { plan, ...where }: { plan: Plan } & Pick<JudgedBy, 'sendingHours' | 'shopTimeZone'>,
): Promise<JudgedBy> {
  const [limits, urgency, ownHours] = await Promise.all([
    readSetting<SendLimit[]>(database, 'limits'),
    readSetting<UrgencyAllowance>(database, 'urgency'),
    readSetting<HoursOfWeek>(database, 'hours'),
  ]);
  return {
    ...where,
    ownHours,
    limits: limits ?? DEFAULT_LIMITS,
    urgency: urgency ?? DEFAULT_URGENCY,
    priority: plan.settings.priority ?? 'normal',
  };
}
