import { t } from '../../language/t.js';
import { SECRET, valuesOf, type SettingPart } from './values.js';

export interface ChangedValue {
  label: string;
  /** `null`: it is a secret, and only that it changed is said. */
  before: string | null;
  after: string;
}

/** What a change of a part of the settings did, value by value, in plain words. */
export function changedValues(path: string, before: SettingPart, after: SettingPart): ChangedValue[] {
  const was = new Map(valuesOf(path, before));
  const is = new Map(valuesOf(path, after));
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((label) => ({ label, before: was.get(label) ?? t('none'), after: is.get(label) ?? t('none') }))
    .filter((value) => value.before !== value.after)
    .map((value) => (value.label === SECRET ? { ...value, before: null, after: t('changed') } : value));
}
