import { setupI18n } from '@lingui/core';
import { compileMessage, type CompiledMessage } from '@lingui/message-utils/compileMessage';
import { SAYINGS_WITH_DAYS } from './english.js';
import { chosenLanguage, localeOf } from './languages.js';

export const language = chosenLanguage();

/** How numbers, money and dates are written. */
export const locale = localeOf(language);

/** The English text is the key, so only other languages have a catalogue, fetched when it is wanted. */
const catalogue =
  language === 'da'
    ? await import('./danish/index.js')
    : { danish: {}, sayings: SAYINGS_WITH_DAYS, help: {} };

/** Sentences of the API and of the kinds of step, by their English wording. */
export const sayings: Record<string, string> = catalogue.sayings;

/** What each kind of step is for, by its type. */
export const stepHelp: Record<string, string> = catalogue.help;

export const i18n = setupI18n({ locale, messages: { [locale]: catalogue.danish } });

const compiled = new Map<string, CompiledMessage>();
i18n.setMessagesCompiler((text) => {
  const known = compiled.get(text) ?? compileMessage(text);
  compiled.set(text, known);
  return known;
});

if (typeof document !== 'undefined') document.documentElement.lang = language;
