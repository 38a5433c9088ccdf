import { fieldOf } from './fields.js';
import {
  instantMs,
  type Condition,
  type PropertyTest,
  type SegmentRule,
  type Times,
  type ValueTest,
  type Window,
} from './rule.js';
import { conditionsOf } from './walk.js';

export interface RuleFault {
  /** Dotted, from the rule on: `root.conditions.0.test.value`. */
  path: string;
  code: 'bad-rule' | 'empty-rule' | 'unknown-field' | 'too-deep' | 'too-long';
  message: string;
}

const DEEPEST = 5;
const MOST_CONDITIONS = 100;
const LONGEST_TEXT = 400;
const LONGEST_DAYS = 3_650;

/** Whether a rule is whole. Takes anything, also what no editor of ours has written. */
export function checkRule(given: unknown): RuleFault[] {
  const rule = given as SegmentRule;
  const faults: RuleFault[] = [];
  const fault = (path: string, message: string, code: RuleFault['code'] = 'bad-rule') =>
    faults.push({ path, code, message });
  if (rule?.version !== 2 || rule.root?.kind !== 'group') {
    fault('', 'A rule is {"version": 2, "root": {"kind": "group", "match": "all", "conditions": […]}}.');
    return faults;
  }
  if (!isSane(rule.root, 0)) {
    fault('root', `Groups nest at most ${DEEPEST} deep, and each is a list of conditions.`, 'too-deep');
    return faults;
  }
  const all = [...conditionsOf(rule)];
  if (all.length > MOST_CONDITIONS)
    fault('root', `A rule has at most ${MOST_CONDITIONS} conditions.`, 'too-long');
  if (!all.some(({ condition }) => condition.kind !== 'group'))
    fault('root', 'Say who belongs: add a condition.', 'empty-rule');
  for (const { condition, path } of all) checkCondition(condition, path, fault);
  return faults;
}

function isSane(group: Condition, depth: number): boolean {
  if (typeof group !== 'object' || group === null) return false;
  if (group.kind !== 'group') return true;
  return (
    depth < DEEPEST &&
    Array.isArray(group.conditions) &&
    ['all', 'any', 'none'].includes(group.match) &&
    group.conditions.every((condition) => isSane(condition, depth + 1))
  );
}

type Fault = (path: string, message: string, code?: RuleFault['code']) => void;
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_TEXT && !value.includes('\0');

function checkCondition(condition: Condition, path: string, fault: Fault): void {
  switch (condition.kind) {
    case 'group':
      if (condition.conditions.length === 0 && path !== 'root') fault(path, 'A group needs a condition.');
      return;
    case 'field': {
      const field = fieldOf(condition.field);
      if (!field) return fault(`${path}.field`, 'Choose what to look at.', 'unknown-field');
      if (field.type === 'money' && !/^[A-Z]{3}$/.test(condition.currency ?? ''))
        fault(`${path}.currency`, 'Choose a currency.');
      const type = field.type === 'money' ? 'number' : field.type;
      if (condition.test?.type !== type)
        return fault(`${path}.test`, `${field.label} is compared as a ${type}.`);
      return checkTest(condition.test, `${path}.test`, fault);
    }
    case 'attribute':
      if (!isText(condition.path)) fault(`${path}.path`, 'Choose what to look at.');
      return checkTest(condition.test, `${path}.test`, fault);
    case 'tag':
      if (!['has', 'has-not'].includes(condition.op)) fault(`${path}.op`, 'A person has a tag, or has not.');
      if (!isText(condition.tag)) fault(`${path}.tag`, 'Choose a tag.');
      return;
    case 'consent':
      if (!['is', 'is-not'].includes(condition.op)) fault(`${path}.op`, 'Consent is something, or is not.');
      if (!isText(condition.purpose)) fault(`${path}.purpose`, 'Choose what the consent is for.');
      if (!['granted', 'denied', 'none', 'stopped'].includes(condition.state))
        fault(`${path}.state`, 'Choose what was answered.');
      return;
    case 'event':
      checkEvent(condition, path, fault);
      checkTimes(condition.times, `${path}.times`, fault);
      return checkWindow(condition.when, `${path}.when`, fault);
    case 'event-time':
      checkEvent(condition, path, fault);
      if (!['first', 'last'].includes(condition.which))
        fault(`${path}.which`, 'Choose the first or the last time.');
      if (condition.test?.type !== 'date') return fault(`${path}.test`, 'Say when that was.');
      return checkTest(condition.test, `${path}.test`, fault);
    case 'message':
      if (!['texted', 'delivered', 'failed', 'not-sent'].includes(condition.what))
        fault(`${path}.what`, 'Choose what became of the text.');
      checkId(condition.journey, `${path}.journey`, fault);
      if (condition.reason !== undefined && !isText(condition.reason))
        fault(`${path}.reason`, 'Choose a reason.');
      checkTimes(condition.times, `${path}.times`, fault);
      return checkWindow(condition.when, `${path}.when`, fault);
    case 'journey':
      if (!['is-in', 'is-not-in', 'entered', 'never-entered', 'reached-goal'].includes(condition.what))
        fault(`${path}.what`, 'Choose what of the journey.');
      checkId(condition.journey ?? '', `${path}.journey`, fault);
      return checkWindow(condition.when, `${path}.when`, fault);
    case 'segment':
      if (!['in', 'not-in'].includes(condition.op))
        fault(`${path}.op`, 'Choose whether the person is in it.');
      return checkId(condition.segment ?? '', `${path}.segment`, fault, 'Choose a segment.');
    default:
      return fault(path, 'Choose what this condition is about.');
  }
}

function checkId(id: string | undefined, path: string, fault: Fault, message = 'Choose a journey.') {
  if (id !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) fault(path, message);
}

function checkEvent(condition: { event: string; where: PropertyTest[] }, path: string, fault: Fault) {
  if (!isText(condition.event)) fault(`${path}.event`, 'Choose an event.');
  if (!Array.isArray(condition.where) || condition.where.length > 20)
    return fault(`${path}.where`, 'At most 20 conditions for an event.');
  condition.where.forEach((where, index) => {
    if (!isText(where?.path)) fault(`${path}.where.${index}.path`, 'Choose a property.');
    else if (where.path.split('.').filter((part) => part === '*').length > 1)
      fault(`${path}.where.${index}.path`, 'Only one part of a path may be “*”.');
    checkTest(where?.test, `${path}.where.${index}.test`, fault);
  });
}

function checkTimes(times: Times | undefined, path: string, fault: Fault) {
  const isWhole = Number.isInteger(times?.count) && times!.count >= 0 && times!.count <= 100_000;
  if (!times || !['at-least', 'at-most', 'exactly'].includes(times.op) || !isWhole)
    fault(`${path}.count`, 'Say how often.');
  else if (times.op === 'at-least' && times.count === 0)
    fault(`${path}.count`, '“At least 0 times” is everybody.');
}

function checkWindow(window: Window | undefined, path: string, fault: Fault) {
  if (window?.kind === 'ever') return;
  if (window?.kind === 'last') return checkSpan(window, path, fault);
  if (window?.kind !== 'between') return fault(path, 'Say when.');
  const { from, to } = window;
  if (from === undefined && to === undefined) fault(path, 'Say from when, or until when.');
  if (from !== undefined && !isInstant(from)) fault(`${path}.from`, 'Choose a day.');
  if (to !== undefined && !isInstant(to)) fault(`${path}.to`, 'Choose a day.');
}

function checkSpan(span: { amount?: number; unit?: string }, path: string, fault: Fault) {
  const days = { minutes: 1 / 1_440, hours: 1 / 24, days: 1, weeks: 7 }[span.unit ?? ''];
  const { amount } = span;
  if (days === undefined || typeof amount !== 'number' || !(amount > 0) || amount * days > LONGEST_DAYS)
    fault(`${path}.amount`, 'Say how long: more than nothing, at most ten years.');
}

const isInstant = (value: unknown) =>
  isText(value) && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(instantMs(value));

const OPS: Record<ValueTest['type'], string[]> = {
  text: ['is', 'is-not', 'contains', 'not-contains', 'starts-with', 'one-of', 'none-of', 'known', 'unknown'],
  number: ['is', 'is-not', 'more-than', 'at-least', 'less-than', 'at-most', 'between', 'known', 'unknown'],
  boolean: ['is', 'known', 'unknown'],
  date: ['before', 'after', 'between', 'in-last', 'over-ago', 'in-next', 'known', 'unknown'],
  list: ['has', 'has-not', 'known', 'unknown'],
};

function checkTest(test: ValueTest | undefined, path: string, fault: Fault): void {
  if (!test || !Object.hasOwn(OPS, test.type) || !OPS[test.type].includes(test.op))
    return fault(`${path}.op`, 'Choose how to compare.');
  if (test.op === 'known' || test.op === 'unknown') return;
  if (test.type === 'text') {
    const isMany = test.op === 'one-of' || test.op === 'none-of';
    const values = Array.isArray(test.value) ? test.value : [test.value];
    if (
      isMany !== Array.isArray(test.value) ||
      values.length > 500 ||
      !values.every(isText) ||
      values.length === 0
    )
      fault(`${path}.value`, 'Say what to compare with.');
  } else if (test.type === 'number') {
    const isNumber = (value: unknown) => typeof value === 'number' && Math.abs(value) < 1e15;
    if (!isNumber(test.value)) fault(`${path}.value`, 'Give a number.');
    if (test.op === 'between' && !isNumber(test.to)) fault(`${path}.to`, 'Give a number.');
  } else if (test.type === 'boolean') {
    if (typeof test.value !== 'boolean') fault(`${path}.value`, 'Yes or no?');
  } else if (test.type === 'list') {
    if (!isText(test.value)) fault(`${path}.value`, 'Say what it has.');
  } else if (test.op === 'in-last' || test.op === 'over-ago' || test.op === 'in-next')
    checkSpan(test, path, fault);
  else {
    if (!isInstant(test.value)) fault(`${path}.value`, 'Choose a day.');
    if (test.op === 'between' && !isInstant(test.to)) fault(`${path}.to`, 'Choose a day.');
  }
}
