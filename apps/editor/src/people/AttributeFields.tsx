import { ActionIcon, Autocomplete, Button, Select, TagsInput, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Attribute } from '@signalbox/api/contract';
import { useState } from 'react';
import { DayField } from '../dates/DayField.js';
import { t } from '../language/t.js';
import { conflictOf, severalTypes } from './attribute-conflict.js';
import { asType, isEditable, TYPE_WORDS, type AttributeType, type TypedValue } from './attribute-values.js';
import type { AttributeRow } from './correction.js';
import classes from './CorrectDialog.module.css';

interface Props {
  rows: AttributeRow[];
  held: { [name: string]: unknown };
  /** Attributes that anybody has. */
  known: Attribute[];
  /** Fields that everybody has, which are no attributes. */
  own: Attribute[];
  faultOf: (name: string) => string | null;
  onChange: (rows: AttributeRow[]) => void;
}

const TYPES = (['text', 'number', 'boolean', 'date', 'list'] as const).map((value) => ({
  value,
  label: TYPE_WORDS[value],
}));

/** A person's attributes, each with the type it has, and room for another. */
export function AttributeFields({ rows, held, known, own, faultOf, onChange }: Props) {
  const put = (row: AttributeRow, change: Partial<TypedValue>) =>
    onChange(rows.map((each) => (each === row ? { ...row, ...change } : each)));
  return (
    <fieldset className={classes.attributes}>
      <legend>{t('Attributes')}</legend>
      {rows.map((row) => (
        <Row
          key={row.name}
          row={row}
          isFixed={row.type === 'object' || !isEditable(held[row.name] ?? '')}
          known={known.find(({ name }) => name === row.name)}
          fault={faultOf(row.name)}
          onChange={(change) => put(row, change)}
          onRemove={() => onChange(rows.filter((each) => each !== row))}
        />
      ))}
      <AddAttribute
        known={known.filter(({ name }) => !rows.some((row) => row.name === name))}
        isTaken={(name) => rows.some((row) => row.name === name)}
        isOwn={(name) => own.some((field) => field.name === name)}
        onAdd={(row) => onChange([...rows, row])}
      />
    </fieldset>
  );
}

interface RowProps {
  row: AttributeRow;
  /** A record: it can only be taken away. */
  isFixed: boolean;
  known: Attribute | undefined;
  fault: string | null;
  onChange: (change: Partial<TypedValue>) => void;
  onRemove: () => void;
}

function Row({ row, isFixed, known, fault, onChange, onRemove }: RowProps) {
  const { name, type } = row;
  const conflict = conflictOf(type, known);
  return (
    <div className={classes.row} role="group" aria-label={name}>
      <span className={classes.name}>{name}</span>
      {isFixed ? (
        <span className={classes.value}>{TYPE_WORDS[type]}</span>
      ) : (
        <Select
          size="xs"
          aria-label={t('Type of {name}', { name })}
          allowDeselect={false}
          data={TYPES}
          value={type}
          onChange={(next) => next && onChange(asType(row, next as AttributeType))}
        />
      )}
      {isFixed ? <span className={classes.value}>{row.text}</span> : <Value {...{ row, fault, onChange }} />}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={30}
        aria-label={t('Take {name} away', { name })}
        onClick={onRemove}
      >
        <IconX size={15} />
      </ActionIcon>
      {conflict && <p className={classes.note}>{conflict}</p>}
    </div>
  );
}

function Value({ row, fault, onChange }: Pick<RowProps, 'row' | 'fault' | 'onChange'>) {
  const { name, type, text, items } = row;
  const common = { size: 'xs', 'aria-label': t('Value of {name}', { name }), error: fault } as const;
  if (type === 'list')
    return (
      <TagsInput
        {...common}
        placeholder={items.length === 0 ? t('Type, then Enter') : ''}
        acceptValueOnBlur
        value={items}
        onChange={(next) => onChange({ items: next })}
      />
    );
  if (type === 'boolean')
    return (
      <Select
        {...common}
        allowDeselect={false}
        data={[
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
        value={text}
        onChange={(next) => onChange({ text: next ?? 'true' })}
      />
    );
  // A moment has a time and a zone, which a field for days would lose.
  const isDay = type === 'date' && !/^\d{4}-\d\d-\d\d[T ]/.test(text);
  if (isDay)
    return (
      <DayField
        {...common}
        value={text}
        onChange={(next) => onChange({ text: next })}
        onUnread={(typed) => onChange({ text: typed })}
      />
    );
  return (
    <TextInput
      {...common}
      {...(type === 'number' && { inputMode: 'decimal' as const })}
      value={text}
      onChange={(event) => onChange({ text: event.currentTarget.value })}
    />
  );
}

interface AddProps {
  known: Attribute[];
  isTaken: (name: string) => boolean;
  isOwn: (name: string) => boolean;
  onAdd: (row: AttributeRow) => void;
}

/** One that others have comes with its type; any other name is a new one. */
function AddAttribute({ known, isTaken, isOwn, onAdd }: AddProps) {
  const [typed, setTyped] = useState('');
  const name = known.some((each) => each.name === typed.trim())
    ? typed.trim()
    : typed
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '_')
        .replace(/^_+|_+$/g, '');
  const schema = known.find((each) => each.name === name);
  const fault =
    name === ''
      ? null
      : isTaken(name)
        ? t('They have this one already.')
        : isOwn(name)
          ? t('This is a field of its own.')
          : null;
  const add = () => {
    if (name === '' || fault) return;
    const type = schema && schema.type !== 'object' ? schema.type : 'text';
    onAdd({ name, type, text: type === 'boolean' ? 'true' : '', items: [] });
    setTyped('');
  };
  const says = schema
    ? (severalTypes(schema) ?? t('Known as {type}.', { type: TYPE_WORDS[schema.type] }))
    : name
      ? t('New: texts name it {name}.', { name: `{{ contact.${name} }}` })
      : undefined;
  return (
    <div className={classes.add}>
      <Autocomplete
        size="xs"
        aria-label={t('Name of another attribute')}
        placeholder={t('Another attribute')}
        maxLength={100}
        data={known.map((each) => each.name)}
        value={typed}
        error={fault}
        description={fault ? undefined : says}
        inputWrapperOrder={['input', 'description', 'error']}
        onChange={setTyped}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add();
        }}
      />
      <Button size="xs" variant="default" disabled={name === '' || fault !== null} onClick={add}>
        {t('Add')}
      </Button>
    </div>
  );
}
