import type { ComponentType } from 'react';
import { SmsComposer } from '../composer/SmsComposer.js';
import type { WidgetProps } from './field-props.js';
import type { FieldSchema } from './field-schema.js';
import { ConnectionField } from './widgets/ConnectionField.js';
import { DayWidget, TimeWidget } from './widgets/DateFields.js';
import { DurationField } from './widgets/DurationField.js';
import { EventField } from './widgets/EventField.js';
import { JsonField } from './widgets/JsonField.js';
import { ListField } from './widgets/ListField.js';
import { NumberField } from './widgets/NumberField.js';
import { ObjectField } from './widgets/ObjectField.js';
import { CouponField, JourneyField, SegmentField, SenderField } from './widgets/PickerFields.js';
import { RulesField } from './widgets/RulesField.js';
import { SelectField } from './widgets/SelectField.js';
import { SwitchField } from './widgets/SwitchField.js';
import { TagsField } from './widgets/TagsField.js';
import { TextField } from './widgets/TextField.js';
import { TextAreaField } from './widgets/TextAreaField.js';
import { WeekdaysField } from './widgets/WeekdaysField.js';
import { WordsField } from './widgets/WordsField.js';

export type Widget = ComponentType<WidgetProps>;

/** Widgets by the name that a node's schema asks for. */
const byName: { [name: string]: Widget } = {
  branches: ListField,
  conditions: RulesField,
  connection: ConnectionField,
  'coupon-picker': CouponField,
  date: DayWidget,
  duration: DurationField,
  'event-picker': EventField,
  'journey-picker': JourneyField,
  list: ListField,
  number: NumberField,
  rules: RulesField,
  'segment-picker': SegmentField,
  select: SelectField,
  'sender-picker': SenderField,
  'sms-composer': SmsComposer,
  switch: SwitchField,
  'tag-picker': TagsField,
  text: TextField,
  textarea: TextAreaField,
  time: TimeWidget,
  weekdays: WeekdaysField,
  words: WordsField,
};

function byShape(schema: FieldSchema): Widget {
  if (Array.isArray(schema.enum)) return SelectField;
  switch (schema.type) {
    case 'string':
      return TextField;
    case 'number':
    case 'integer':
      return NumberField;
    case 'boolean':
      return SwitchField;
    case 'array':
      return schema.items?.properties ? ListField : JsonField;
    case 'object':
      return schema.properties ? ObjectField : JsonField;
    default:
      return JsonField;
  }
}

/** The widget that a field asks for. One that this editor does not know falls back to a plain field, and is named. */
export function widgetFor(schema: FieldSchema): { Widget: Widget; unknown: string | null } {
  const name = schema.ui?.widget;
  if (name !== undefined && Object.hasOwn(byName, name)) return { Widget: byName[name]!, unknown: null };
  return { Widget: byShape(schema), unknown: name ?? null };
}
