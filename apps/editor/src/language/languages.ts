/** The languages of the editor. The locale writes numbers, money and dates. */
export const LANGUAGES = [
  { code: 'en', locale: 'en-GB', name: 'English' },
  { code: 'da', locale: 'da-DK', name: 'Dansk' },
] as const;

export type Language = (typeof LANGUAGES)[number]['code'];

const KEPT_AS = 'signalbox-language';

/** What was chosen in this browser; else Danish for a browser that asks for Danish first, and English for all others. */
export function chosenLanguage(): Language {
  const kept = keptChoice();
  const known = LANGUAGES.find(({ code }) => code === kept);
  if (known) return known.code;
  const [first = ''] = typeof navigator === 'undefined' ? [] : navigator.languages;
  return first.toLowerCase().startsWith('da') ? 'da' : 'en';
}

/** Keeps the choice and loads the editor anew in that language: texts are made once, as its files are loaded. */
export function chooseLanguage(language: Language) {
  localStorage.setItem(KEPT_AS, language);
  location.reload();
}

export const localeOf = (language: Language) => LANGUAGES.find(({ code }) => code === language)!.locale;

function keptChoice(): string | null {
  // Without a document (in tests), and where a browser forbids storage, there is no choice to keep.
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}
