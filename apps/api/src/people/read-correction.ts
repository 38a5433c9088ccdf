import { isZone } from '@signalbox/nodes/local-time';
import { toE164 } from '@signalbox/sms';
import type { PersonFields } from '@signalbox/store';
import type * as z from 'zod';
import type { personCorrection } from '../contract/index.js';
import type { ProblemError } from '../errors.js';
import { isEmail } from './email.js';
import { OWN_FIELDS } from './own-fields.js';

type Given = Pick<z.output<typeof personCorrection>, keyof PersonFields>;

/** What somebody typed of a person, as it is kept, and what of it can't be. */
export function readCorrection(
  { firstName, lastName, email, phone, language, timeZone, attributes }: Given,
  { country, known }: { country: string | null; known: { [name: string]: unknown } },
): { change: PersonFields; faults: ProblemError[] } {
  const faults: ProblemError[] = [];
  const fault = (path: string, message: string) => void faults.push({ path, code: 'custom', message });
  const change: PersonFields = {};
  if (firstName !== undefined) change.firstName = firstName;
  if (lastName !== undefined) change.lastName = lastName;
  if (email !== undefined) {
    if (email !== null && !isEmail(email)) fault('email', `“${email}” is not an e-mail address.`);
    change.email = email?.toLowerCase() ?? null;
  }
  if (phone !== undefined) {
    const read = phone === null ? null : toE164(phone, country);
    if (read && !read.ok) fault('phone', read.reason);
    change.phone = read?.ok ? read.e164 : null;
  }
  if (language !== undefined) {
    if (language !== null && !isLanguage(language)) fault('language', `“${language}” is not a language.`);
    change.language = language;
  }
  if (timeZone !== undefined) {
    if (timeZone !== null && !isZone(timeZone)) fault('timeZone', `“${timeZone}” is not a time zone.`);
    change.timeZone = timeZone;
  }
  if (attributes !== undefined) {
    for (const [name, value] of Object.entries(attributes))
      if (value !== null && !(name in known) && OWN_FIELDS.some((field) => field.name === name))
        fault(`attributes.${name}`, `“${name}” is a field of its own and can’t be an attribute, too.`);
    change.attributes = attributes;
  }
  return { change, faults };
}

/** `da`, `pt-BR` */
function isLanguage(code: string): boolean {
  try {
    return Intl.getCanonicalLocales(code).length === 1;
  } catch {
    return false;
  }
}
