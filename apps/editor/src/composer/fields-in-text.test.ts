import { describe, expect, test } from 'vitest';
import { brokenField, fieldToRemove, linkField, placeBetween, readAddress } from './fields-in-text.js';

const text = "Hi {{ contact.first_name | default: 'you' }}, hello";
const [from, to] = [text.indexOf('{{'), text.indexOf('}}') + 2];

describe('a field stays whole', () => {
  test('what is put in while the cursor is within one comes after it', () => {
    expect(placeBetween(text, { start: from + 5, end: from + 5 })).toEqual({ start: to, end: to });
    expect(placeBetween(text, { start: 1, end: 1 })).toEqual({ start: 1, end: 1 });
    expect(placeBetween(text, { start: 1, end: from + 5 })).toEqual({ start: 1, end: to });
  });

  test('a key beside it takes all of it out, and touches nothing else', () => {
    expect(fieldToRemove(text, { start: to, end: to }, 'Backspace')).toEqual({ start: from, end: to });
    expect(fieldToRemove(text, { start: from, end: from }, 'Delete')).toEqual({ start: from, end: to });
    expect(fieldToRemove(text, { start: to, end: to }, 'Delete')).toBeNull();
    expect(fieldToRemove(text, { start: to - 1, end: to - 1 }, 'Backspace')).toBeNull();
    expect(fieldToRemove(text, { start: 0, end: to }, 'Backspace')).toBeNull();
  });

  test('what is left of one is found wherever a brace is gone', () => {
    const found = (broken: string) => {
      const span = brokenField(broken);
      return span && broken.slice(span.start, span.end);
    };
    expect(found(text)).toBeNull();
    expect(found('Hi {{ contact.first_name }, hello {{ contact.city }}')).toBe('{{ contact.first_name');
    expect(found('Hi {{ contact.first_name, hello')).toBe('{{ contact.first_name');
    expect(found('Hi contact.first_name }}, hello')).toBe('}}');
    expect(found('{% if contact.city %}there{% endif')).toBe('{% endif');
    expect(found('Smile :} and {curly}')).toBeNull();
  });
});

test('a link is an address that a phone can open, and its name breaks nothing', () => {
  expect(readAddress('acme.example/spring?a=1')).toBe('https://acme.example/spring?a=1');
  expect(readAddress('http://acme.example')).toBe('http://acme.example/');
  expect(readAddress('acme.example:8080/x')).toBe('https://acme.example:8080/x');
  for (const none of ['', 'spring', 'javascript:alert(1)', 'two words.example'])
    expect(readAddress(none)).toBeNull();
  expect(linkField("https://acme.example/it's", "Spring's {sale}")).toBe(
    "{{ 'https://acme.example/it%27s' | link: name: 'Springs sale' }}",
  );
  expect(linkField('https://acme.example/', ' ')).toBe("{{ 'https://acme.example/' | link }}");
});
