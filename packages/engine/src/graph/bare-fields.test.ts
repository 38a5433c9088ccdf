import { expect, test } from 'vitest';
import { bareFields, withFallback } from './bare-fields.js';

const paths = (text: string) => bareFields(text).map(({ path }) => path);

test('a person’s field that some lack needs something to stand in', () => {
  expect(paths('Hi {{ contact.first_name }}, {{contact.city}}')).toEqual(['first_name', 'city']);
  expect(paths("Hi {{ contact.first_name | default: 'there' }}")).toEqual([]);
  expect(paths('{% if contact.first_name %}Hi {{ contact.first_name }}{% endif %}')).toEqual([]);
  expect(paths('{{ contact.order_count }} orders, {{ event.total }} kr')).toEqual([]);
});

test('the fallback is put into the field as it is written', () => {
  expect(withFallback('{{ contact.first_name }}', 'there')).toBe(
    "{{ contact.first_name | default: 'there' }}",
  );
  expect(withFallback('{{contact.city | upcase}}', 'you')).toBe(
    "{{contact.city | upcase | default: 'you' }}",
  );
});
