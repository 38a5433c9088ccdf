import type { Words } from '@signalbox/engine/segments';
import { language } from './i18n.js';

/** How a segment's rule is said; `undefined` is English, which the engine knows by itself. */
export const RULE_WORDS: Words | undefined =
  language === 'da' ? (await import('./danish/rule.js')).DANISH_RULE : undefined;
