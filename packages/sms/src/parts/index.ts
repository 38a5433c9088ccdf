import { SegmentedMessage } from 'sms-segments-calculator';

export interface Parts {
  /** What the carrier bills: 160 GSM-7 units in one, 153 each in several; 70 and 67 in UCS-2. */
  parts: number;
  encoding: 'GSM-7' | 'UCS-2';
  /** Units used, counting `€` and its like twice in GSM-7. */
  units: number;
  /** Units that this number of parts can hold. */
  capacity: number;
}

/** Counts a text's parts as the phone will. */
export function countParts(text: string): Parts {
  const message = new SegmentedMessage(text, 'auto');
  const encoding = message.getEncodingName() === 'GSM-7' ? 'GSM-7' : 'UCS-2';
  const parts = Math.max(1, message.segmentsCount);
  const [single, each] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
  const unitBits = encoding === 'GSM-7' ? 7 : 16;
  return {
    parts,
    encoding,
    units: Math.round(message.messageSize / unitBits),
    capacity: parts === 1 ? single : parts * each,
  };
}
