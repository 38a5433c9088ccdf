import * as fc from 'fast-check';
import type { JsonSchema } from '../../src/graph/index.js';
import { DAY, HOUR, MINUTE } from '../plans.js';

/** The events that random journeys and scripts speak of. */
export const EVENTS = ['Order Completed', 'Product Viewed', 'SMS Received', 'Product Back In Stock'];

const DURATIONS = [MINUTE, 10 * MINUTE, HOUR, HOUR, DAY, 3 * DAY];
const MOST_ITEMS = 3;

const rule = fc.record({
  source: fc.constantFrom('contact', 'event', 'run'),
  path: fc.constantFrom('total', 'products.0.name', 'country'),
  op: fc.constantFrom('at-least', 'equals', 'exists', 'contains'),
  value: fc.oneof(fc.integer({ min: 0, max: 500 }), fc.constantFrom('DK', 'gold')),
});
const ruleGroup = fc.record({
  match: fc.constantFrom('all', 'any'),
  rules: fc.array(rule, { maxLength: 2 }),
});

/** What the marketer's form offers for a field says more than its type does. */
const BY_WIDGET: Record<string, (schema: JsonSchema) => fc.Arbitrary<unknown>> = {
  'event-picker': () => fc.constantFrom(...EVENTS),
  rules: () => ruleGroup,
  duration: ({ minimum = 0, maximum = Infinity }) =>
    fc.constantFrom(...DURATIONS.map((ms) => Math.min(Math.max(ms, minimum as number), maximum as number))),
  // As it is on the server's clock; years that no run lives to see are beyond what a timer can be set to.
  date: () =>
    fc
      .constantFrom(-400, 0, 1, 7)
      .map((days) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)),
  'sms-composer': () =>
    fc.constantFrom('Hi {{ contact.first_name | default: "you" }}', 'Still {{ event.total }}?', 'Hello'),
};

/**
 * Values that a configuration's JSON Schema allows, in the range in which journeys live: short lists, durations of
 * minutes to days. A keyword that it does not know may make it draw a value that is refused; see `stepOf`.
 */
export function fromSchema(schema: JsonSchema): fc.Arbitrary<unknown> {
  const widget = (schema.ui as { widget?: string } | undefined)?.widget;
  if (widget && Object.hasOwn(BY_WIDGET, widget)) return BY_WIDGET[widget]!(schema);
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  const choices = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  if (choices) return fc.oneof(...choices.map(fromSchema));
  const type = Array.isArray(schema.type) ? (schema.type as string[])[0] : schema.type;
  switch (type) {
    case 'object':
      return objectOf(schema);
    case 'array':
      return arrayOf(schema);
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return textOf(schema);
    default:
      return fc.constant(null);
  }
}

function objectOf({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<object> {
  const fields = Object.entries(properties as Record<string, JsonSchema>);
  const model = Object.fromEntries(fields.map(([name, schema]) => [name, fromSchema(schema)]));
  return fc.record(model, { requiredKeys: required as string[] });
}

function arrayOf(schema: JsonSchema): fc.Arbitrary<unknown[]> {
  const { items = {}, minItems = 0, maxItems = MOST_ITEMS } = schema as { [key: string]: never };
  const min = Number(minItems);
  const limits = { minLength: min, maxLength: Math.max(min, Math.min(Number(maxItems), MOST_ITEMS)) };
  const item = fromSchema(items as JsonSchema);
  // Items with an id become ways out: their ids differ, or the graph has two ports of one name.
  const hasIds = Object.hasOwn(((items as JsonSchema).properties as object | undefined) ?? {}, 'id');
  if (!hasIds) return fc.array(item, limits);
  return fc
    .array(item, limits)
    .map((all) => all.map((each, index) => ({ ...(each as object), id: `way-${index}` })));
}

function numberOf({ type, minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema) {
  const min = Number(minimum ?? (exclusiveMinimum === undefined ? 0 : Number(exclusiveMinimum) + 1));
  const max = Number(maximum ?? (exclusiveMaximum === undefined ? min + 100 : Number(exclusiveMaximum) - 1));
  const whole = fc.integer({ min: Math.ceil(min), max: Math.floor(Math.min(max, min + 1_000)) });
  return type === 'integer' ? whole : whole.map((value) => value);
}

function textOf({ pattern, minLength = 0, maxLength = 12 }: JsonSchema): fc.Arbitrary<string> {
  if (typeof pattern === 'string') {
    return fc.stringMatching(new RegExp(pattern)).filter((text) => text.length <= Number(maxLength));
  }
  const min = Number(minLength);
  return fc.stringMatching(new RegExp(`^[a-z]{${Math.max(min, 1)},${Math.max(min, 8)}}$`));
}
