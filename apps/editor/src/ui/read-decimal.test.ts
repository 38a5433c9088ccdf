import { expect, test } from 'vitest';
import { pastedDecimal, readTyped } from './read-decimal.js';

test('a thousand that is typed with the mark that groups thousands is a thousand', () => {
  expect(readTyped('1.000', true)).toBe(1_000);
  expect(readTyped('12.345', true)).toBe(12_345);
  expect(readTyped('1.000', false)).toBe(1);
});

test('the other mark in front of anything but three digits is a decimal one, for nothing else makes sense', () => {
  expect(readTyped('1.5', true)).toBe(1.5);
  expect(readTyped('0.125', true)).toBe(0.125);
  expect(readTyped('1.0005', true)).toBe(1.0005);
  expect(readTyped('1234.500', true)).toBe(1_234.5);
});

test('what is no number yet is none', () => {
  for (const text of ['', '-', '.']) expect(readTyped(text, false)).toBeUndefined();
});

test('what is pasted is read by the language, and else by what it can only mean', () => {
  const danish = (text: string) => pastedDecimal(text, ',');
  const english = (text: string) => pastedDecimal(text, '.');
  expect(danish('1.000')).toBe('1000');
  expect(danish('1.234,56 kr.')).toBe('1234,56');
  expect(danish('1,234.56')).toBe('1234,56');
  expect(danish('0.05')).toBe('0,05');
  expect(danish('1,000')).toBe('1,000');
  expect(english('1,000')).toBe('1000');
  expect(english('1.000')).toBe('1.000');
  expect(english('1.234,56')).toBe('1234.56');
  expect(english('12 %')).toBe('12');
  expect(english('.5')).toBe('.5');
  expect(english('1 234.5')).toBe('1234.5');
});

test('what is a number in neither way is not taken', () => {
  for (const text of ['1.2.3', '1,2.3,4', '10-20', 'soon', '']) expect(pastedDecimal(text, ',')).toBeNull();
});
