import { isCommand } from '@signalbox/sms';

/** The first word of a text, bare: `Join, please` is `join`. STOP and its like are no keywords of a journey. */
export const keywordOf = (body: string): string =>
  isCommand(body) ? '' : (/[\p{L}\p{N}]+/u.exec(body.normalize('NFC'))?.[0] ?? '').toLowerCase();
