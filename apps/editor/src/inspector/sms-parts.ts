import { SegmentedMessage } from 'sms-segments-calculator';

export interface SmsCount {
  characters: number;
  /** How many characters fit into as many parts as the text has. */
  room: number;
  parts: number;
  /** The first character that needs the wide alphabet. */
  unicodeBecause: string | null;
}

/** Counts a text as the phone network does: 160 characters of its own alphabet, 70 of any other; less when split. */
export function countParts(text: string): SmsCount {
  const message = new SegmentedMessage(text, 'auto');
  const wide = message.getEncodingName() === 'UCS-2';
  const parts = Math.max(message.segmentsCount, 1);
  const perPart = parts === 1 ? (wide ? 70 : 160) : wide ? 67 : 153;
  return {
    characters: wide ? text.length : message.numberOfCharacters,
    room: perPart * parts,
    parts,
    unicodeBecause: wide ? (message.getNonGsmCharacters()[0] ?? null) : null,
  };
}
