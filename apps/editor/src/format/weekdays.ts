import { t } from '../language/t.js';

/** Short names of the days, as journeys know them. */
export const WEEKDAY_NAMES: { [day: string]: string } = {
  mon: t('Mon'),
  tue: t('Tue'),
  wed: t('Wed'),
  thu: t('Thu'),
  fri: t('Fri'),
  sat: t('Sat'),
  sun: t('Sun'),
};
