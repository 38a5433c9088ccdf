import type { TextSettings } from '@signalbox/api/contract';
import { TEXT_LANGUAGES } from '@signalbox/sms/answers';
import { languageName } from '../people/languages.js';

export type Language = NonNullable<TextSettings['language']>;

export const languageInWords = (language: Language): string => languageName(language) ?? language;

/** Those that we have words of our own in. */
export const LANGUAGES = TEXT_LANGUAGES.map((value) => ({ value, label: languageInWords(value) }));
