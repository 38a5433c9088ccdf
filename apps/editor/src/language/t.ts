import { i18n } from './i18n.js';

export type Values = Record<string, string | number | null | undefined>;

/**
 * A text of the editor in the language of whoever looks at it.
 * The English text is its own key. Values stand in braces, and plurals are ICU's:
 * `t('{count, plural, one {# person} other {# people}} in {name}', { count, name })`.
 */
export const t = (text: string, values?: Values): string => i18n._(text, values);
