import type { TextLanguage, TextSettings } from '@signalbox/sms/compose';
import { readSetting, type Database } from '@signalbox/store';

/** What the shop calls itself towards those it texts. */
export const brandOf = async (database: Database, fallback: string): Promise<string> =>
  (await readSetting<TextSettings>(database, 'texts'))?.brand ?? fallback;

/** The language of whoever's own is not known. */
export const shopLanguage = async (database: Database): Promise<TextLanguage | null> =>
  (await readSetting<TextSettings>(database, 'texts'))?.language ?? null;
