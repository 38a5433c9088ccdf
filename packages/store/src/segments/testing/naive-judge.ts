import {
  instantMs,
  spanMs,
  type Condition,
  type PropertyTest,
  type SegmentRule,
  type ValueTest,
  type Window,
} from '@signalbox/engine/segments';

/** A person as the naive judge sees them: everything at hand, nothing in SQL. */
export interface NaivePerson {
  fields: Record<string, unknown>;
  attributes: Record<string, unknown>;
  events: { name: string; atMs: number; properties: Record<string, unknown> }[];
  consent?: string;
}

/** Who belongs, by plain reading of what a rule means; independent of the compiler, to be compared with it. */
export function naivelyBelongs(
  rule: SegmentRule,
  person: NaivePerson,
  nowMs: number,
  segments: Map<string, SegmentRule> = new Map(),
): boolean {
  const holds = (condition: Condition): boolean => {
    switch (condition.kind) {
      case 'group':
        if (condition.conditions.length === 0) return true;
        if (condition.match === 'all') return condition.conditions.every(holds);
        return condition.conditions.some(holds) === (condition.match === 'any');
      case 'field': {
        const value = person.fields[condition.field];
        if (condition.currency === undefined) return passes(condition.test, value, nowMs);
        return passes(
          condition.test,
          ((value as Record<string, number>)[condition.currency] ?? 0) / 100,
          nowMs,
        );
      }
      case 'attribute':
        return passes(condition.test, read(person.attributes, condition.path.split('.')), nowMs);
      case 'tag': {
        const has = passes({ type: 'list', op: 'has', value: condition.tag }, person.fields.tags, nowMs);
        return has === (condition.op === 'has');
      }
      case 'consent':
        return ((person.consent ?? 'none') === condition.state) === (condition.op === 'is');
      case 'event': {
        const count = person.events.filter(
          (event) =>
            event.name === condition.event &&
            isWithin(condition.when, event.atMs, nowMs) &&
            condition.where.every((where) => meets(where, event.properties, nowMs)),
        ).length;
        if (condition.times.op === 'at-least') return count >= condition.times.count;
        return condition.times.op === 'exactly'
          ? count === condition.times.count
          : count <= condition.times.count;
      }
      case 'event-time': {
        const times = person.events
          .filter(
            (event) =>
              event.name === condition.event &&
              condition.where.every((where) => meets(where, event.properties, nowMs)),
          )
          .map(({ atMs }) => atMs);
        const at = condition.which === 'first' ? Math.min(...times) : Math.max(...times);
        return passes(condition.test, times.length === 0 ? null : new Date(at).toISOString(), nowMs);
      }
      case 'segment': {
        const other = segments.get(condition.segment);
        return (
          (other !== undefined && naivelyBelongs(other, person, nowMs, segments)) === (condition.op === 'in')
        );
      }
      default:
        throw new Error(`The naive judge knows nothing of ${condition.kind}.`);
    }
  };
  return holds(rule.root);
}

function isWithin(window: Window, atMs: number, nowMs: number): boolean {
  if (window.kind === 'ever') return true;
  if (window.kind === 'last') return atMs > nowMs - spanMs(window);
  return (!window.from || atMs >= instantMs(window.from)) && (!window.to || atMs < instantMs(window.to));
}

function meets({ path, test }: PropertyTest, properties: unknown, nowMs: number): boolean {
  const parts = path.split('.');
  const star = parts.indexOf('*');
  if (star < 0) return passes(test, read(properties, parts), nowMs);
  const list = read(properties, parts.slice(0, star));
  return Array.isArray(list) && list.some((item) => passes(test, read(item, parts.slice(star + 1)), nowMs));
}

const read = (data: unknown, path: string[]): unknown =>
  path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<string, unknown>)[part]
        : undefined,
    data,
  );

const isScalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);
const fold = (value: unknown) =>
  String(value)
    .replace(/^ +| +$/g, '')
    .toLowerCase();

function passes(test: ValueTest, value: unknown, nowMs: number): boolean {
  const isNothing =
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (test.op === 'known') return !isNothing;
  if (test.op === 'unknown') return isNothing;
  const text = isScalar(value) && fold(value) !== '' ? fold(value) : null;
  if (test.type === 'text') {
    const wanted = (Array.isArray(test.value) ? test.value : [test.value]).map(fold);
    if (test.op === 'is' || test.op === 'one-of') return text !== null && wanted.includes(text);
    if (test.op === 'is-not' || test.op === 'none-of') return text === null || !wanted.includes(text);
    if (test.op === 'starts-with') return text !== null && text.startsWith(wanted[0]!);
    return (text !== null && text.includes(wanted[0]!)) === (test.op === 'contains');
  }
  if (test.type === 'number') {
    const number =
      typeof value === 'number'
        ? value
        : typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value)
          ? Number(value)
          : null;
    const { value: wanted = 0, to = 0 } = test;
    if (test.op === 'is-not') return number !== wanted;
    if (number === null) return false;
    if (test.op === 'is') return number === wanted;
    if (test.op === 'more-than') return number > wanted;
    if (test.op === 'at-least') return number >= wanted;
    if (test.op === 'less-than') return number < wanted;
    return test.op === 'at-most' ? number <= wanted : number >= wanted && number <= to;
  }
  if (test.type === 'boolean') return text === String(test.value);
  if (test.type === 'list') {
    const items = Array.isArray(value) ? value : isScalar(value) ? [value] : [];
    return items.some((item) => isScalar(item) && fold(item) === fold(test.value)) === (test.op === 'has');
  }
  const atMs = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? instantMs(value) : NaN;
  if (Number.isNaN(atMs)) return false;
  if (test.op === 'before') return atMs < instantMs(test.value!);
  if (test.op === 'after') return atMs >= instantMs(test.value!);
  if (test.op === 'between') return atMs >= instantMs(test.value!) && atMs < instantMs(test.to!);
  if (test.op === 'in-last') return atMs > nowMs - spanMs(test) && atMs <= nowMs;
  return test.op === 'in-next' ? atMs > nowMs && atMs <= nowMs + spanMs(test) : atMs <= nowMs - spanMs(test);
}
