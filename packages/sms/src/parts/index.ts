import { isBasic, isExtended } from './alphabet.js';

export * from './as-sent.js';
export * from './dear-characters.js';

export interface Parts {
  /** What the carrier bills: 160 GSM-7 units in one, 153 each in several; 70 and 67 in UCS-2. */
  parts: number;
  encoding: 'GSM-7' | 'UCS-2';
  /** Units used, counting `€` and its like twice in GSM-7. */
  units: number;
  /** Units that this number of parts can hold. */
  capacity: number;
}

/**
 * Counts a text's parts as the phone will. Our own, because every send does it several times and the libraries at hand
 * take milliseconds; one of them checks it in the tests.
 */
export function countParts(text: string): Parts {
  let isGsm = true;
  let units = 0;
  for (const character of text) {
    if (isBasic(character)) units += 1;
    else if (isExtended(character)) units += 2;
    else {
      isGsm = false;
      break;
    }
  }
  if (!isGsm) units = text.length;
  // The header that joins parts (TS 23.040, 9.2.3.24.1) takes 7 septets or 3 UCS-2 characters of each.
  const [single, each] = isGsm ? [160, 153] : [70, 67];
  const parts = units <= single ? 1 : partsOf(text, isGsm, each);
  const encoding = isGsm ? 'GSM-7' : 'UCS-2';
  return { parts, encoding, units, capacity: parts === 1 ? single : parts * each };
}

/** Neither an escape and its character nor the two halves of an emoji are torn apart, so a part may not be quite full. */
function partsOf(text: string, isGsm: boolean, each: number): number {
  let parts = 1;
  let used = 0;
  for (const character of text) {
    const size = isGsm ? (isExtended(character) ? 2 : 1) : character.length;
    if (used + size > each) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return parts;
}
