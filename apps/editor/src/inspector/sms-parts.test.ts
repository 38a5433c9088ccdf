import { describe, expect, it } from 'vitest';
import { countParts } from './sms-parts.js';

describe('the length of a text', () => {
  it('is one part up to 160 characters of the phone network’s alphabet, then 153 a part', () => {
    expect(countParts('a'.repeat(160))).toMatchObject({ characters: 160, room: 160, parts: 1 });
    expect(countParts('a'.repeat(161))).toMatchObject({ room: 306, parts: 2 });
  });

  it('keeps Danish letters narrow and names the character that makes a text wide', () => {
    expect(countParts('Hej Søren, på gensyn æøå').unicodeBecause).toBeNull();
    expect(countParts('Tak 😊')).toMatchObject({ parts: 1, room: 70, unicodeBecause: '😊' });
  });

  it('says one part, not none, of a text that is not written yet', () => {
    expect(countParts('').parts).toBe(1);
  });
});
