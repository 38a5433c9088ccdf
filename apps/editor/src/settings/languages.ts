import type { TextSettings } from '@signalbox/api/contract';
import { languageName } from '../people/languages.js';

export type Language = NonNullable<TextSettings['language']>;

export const languageInWords = (language: Language): string => languageName(language) ?? language;

const CODES: Language[] = ['en', 'da', 'sv', 'no', 'de', 'fr'];

/** Those that we have words of our own in. */
export const LANGUAGES = CODES.map((value) => ({ value, label: languageInWords(value) }));
