import { locale } from '../language/i18n.js';

const names = new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' });

export const languageName = (code: string | undefined) => code && names.of(code);

const CODES =
  'ar bg cs da de el en es et fa fi fo fr he hi hr hu is it ja kl ko lt lv nb nl nn pl pt ro ru sk sl sr sv th tr uk ur vi zh';

/** Languages that people are likely to read, and the one that somebody has. */
export function languageChoices(own: string): { value: string; label: string }[] {
  const codes = new Set([...CODES.split(' '), ...(own ? [own] : [])]);
  return [...codes]
    .map((value) => ({ value, label: languageName(value) ?? value }))
    .sort((one, other) => one.label.localeCompare(other.label, locale));
}
