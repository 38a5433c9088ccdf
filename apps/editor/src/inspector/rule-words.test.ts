import type { Rule } from '@signalbox/nodes/kernel';
import { describe, expect, it } from 'vitest';
import { readValue, writeValue } from './rule-words.js';

const rule = (op: Rule['op']): Rule => ({ source: 'event', path: 'total', op });

describe('the value of a condition', () => {
  it('is a number where numbers are compared, and reads as it was typed at every letter', () => {
    for (const text of ['', '2', '20', '200', '1', '1.', '1.5', '1.50', '-3']) {
      expect(readValue(writeValue(rule('at-least'), text))).toBe(text);
    }
    expect(writeValue(rule('at-least'), '200').value).toBe(200);
  });

  it('is a list where one of several will do', () => {
    expect(writeValue(rule('one-of'), 'red, green').value).toEqual(['red', 'green']);
    expect(readValue(writeValue(rule('one-of'), 'red, '))).toBe('red, ');
  });

  it('is absent where nothing is compared', () => {
    expect(writeValue({ ...rule('exists'), value: 'left over' }, '')).not.toHaveProperty('value');
  });

  it('tells yes and no from words', () => {
    expect(writeValue(rule('equals'), 'true').value).toBe(true);
    expect(writeValue(rule('equals'), '0012').value).toBe('0012');
  });
});
