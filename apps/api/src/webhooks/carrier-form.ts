import { intentOf, isYes, type Intent } from '@signalbox/sms';

/** What the carrier posts. */
export type Form = Record<string, string | string[]>;

export const one = (form: Form, name: string): string => {
  const value = Object.hasOwn(form, name) ? form[name] : '';
  return (Array.isArray(value) ? value[0] : value) ?? '';
};

/** What somebody wrote: an MMS has it under another name than an SMS. */
export const writtenIn = (form: Form): string => one(form, 'Text') || one(form, 'Body');

/** Plivo names the intent of what it has seen to itself, where and for what it does so, and of nothing else. */
export const isAnsweredByCarrier = (form: Form): boolean => one(form, 'MessageIntent') !== '';

const UNDERSTOOD: Record<string, Intent> = { optout: 'stop', optin: 'start', help: 'help' };

/**
 * What a text asks for. Where the carrier understood a STOP it is one, whatever was written: it lets nothing more
 * through. Its other readings count where we read nothing; a bare yes is the answer to what we asked.
 */
export function askedFor(form: Form): Intent {
  const body = writtenIn(form);
  const understood = UNDERSTOOD[one(form, 'MessageIntent').toLowerCase()] ?? null;
  if (understood === 'stop') return 'stop';
  return intentOf(body) ?? (isYes(body) ? null : understood);
}
