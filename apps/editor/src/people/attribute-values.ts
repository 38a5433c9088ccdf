import type { Attribute } from '@signalbox/api/contract';
import { t } from '../language/t.js';

export type AttributeType = Attribute['type'];

/** An attribute as a form holds it. */
export interface TypedValue {
  type: AttributeType;
  text: string;
  /** Of a list; of all others it is empty. */
  items: string[];
}

export const TYPE_WORDS: Record<AttributeType, string> = {
  text: t('text'),
  number: t('a number'),
  boolean: t('yes or no'),
  date: t('a date'),
  list: t('a list'),
  object: t('a record'),
};

const DATE = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/;

/** The same as the schema of attributes goes by; `null` for what says nothing. */
export function typeOfValue(value: unknown): AttributeType | null {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'object') return 'object';
  return DATE.test(String(value)) && !Number.isNaN(Date.parse(String(value))) ? 'date' : 'text';
}

/** What a form can change: a record, or a list of other things than words, can only be taken away. */
export const isEditable = (value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (Array.isArray(value) && value.every((item) => typeof item === 'string'));

export function typedValue(value: unknown): TypedValue {
  const type = typeOfValue(value) ?? 'text';
  if (type === 'list' && isEditable(value)) return { type, text: '', items: value as string[] };
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return { type, text: value === null || value === undefined ? '' : text, items: [] };
}

/** The value that is meant, or what is wrong with it. */
export function valueOf({ type, text, items }: TypedValue): { value: unknown } | { fault: string } {
  if (type === 'list')
    return items.length > 0 ? { value: items } : { fault: t('Type something, or take it away.') };
  const typed = text.trim();
  if (typed === '') return { fault: t('Type something, or take it away.') };
  switch (type) {
    case 'number': {
      const number = Number(typed.replace(',', '.'));
      return Number.isFinite(number) ? { value: number } : { fault: t('This is not a number.') };
    }
    case 'boolean':
      return { value: typed === 'true' };
    case 'date':
      return typeOfValue(typed) === 'date' ? { value: typed } : { fault: t('This is not a date.') };
    default:
      return { value: typed };
  }
}

/** What is meant by the same words as another type. */
export function asType(value: TypedValue, type: AttributeType): TypedValue {
  if (type === value.type) return value;
  if (type === 'list') return { type, text: '', items: value.text.trim() ? [value.text.trim()] : [] };
  const text = value.type === 'list' ? value.items.join(', ') : value.text;
  if (type === 'boolean') return { type, text: text === 'true' ? 'true' : 'false', items: [] };
  if (type === 'date') return { type, text: typeOfValue(text) === 'date' ? text : '', items: [] };
  return { type, text, items: [] };
}
