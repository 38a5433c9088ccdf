import {
  fieldOf,
  instantMs,
  spanMs,
  type Condition,
  type ConditionGroup,
  type FieldCondition,
  type PropertyTest,
  type SegmentRule,
  type Times,
  type Window,
} from '@signalbox/engine/segments';
import { sql } from 'kysely';
import { date } from '../database.js';
import { toMinor } from '../shop/money.js';
import {
  compileProperties,
  compileTest,
  jsonAt,
  ofColumn,
  ofJson,
  turningPoints,
  type Sql,
} from './compile-test.js';
import { termsOf } from './terms-of-events.js';

export interface CompileOptions {
  nowMs: number;
  /** Only these people; everybody if absent. */
  contactIds?: string[];
  /** The rules of the segments that a rule may ask for. */
  rules: ReadonlyMap<string, SegmentRule>;
  /** Only `matches` is asked for: rows that could tell no more than when to look again need not be read. */
  isCount?: boolean;
}

/** A rule as SQL over `contacts c`: what must be joined, who belongs, and when time alone may change that. */
export interface CompiledRule {
  joins: Sql;
  belongs: Sql<boolean>;
  /** `belongs` for a `where`, which takes what is not known for no: PostgreSQL may then begin with the fewest. */
  matches: Sql<boolean>;
  nextAt: Sql<Date | null>;
}

/**
 * Compiles a rule. What the rule says enters the SQL as parameters only; the columns come from `PERSON_FIELDS`.
 * Each condition about many rows becomes one grouped join, so that the work grows with the rows and not with people
 * times conditions, however the groups nest.
 */
export function compileRule(rule: SegmentRule, options: CompileOptions): CompiledRule {
  const compilation = new Compilation(options);
  const matches = compilation.group(rule.root);
  const { joins, turns } = compilation;
  return {
    joins: sql.join(joins, sql` `),
    belongs: sql`coalesce(${matches}, false)`,
    matches,
    nextAt: turns.length === 0 ? sql`null::timestamptz` : sql`least(${sql.join(turns)})`,
  };
}

/** What a condition takes of each person, once what it needs is joined: JSON is read anew for everybody. */
const COST: Record<Condition['kind'], number> = {
  field: 0,
  tag: 0,
  event: 0,
  'event-time': 0,
  message: 0,
  journey: 0,
  consent: 1,
  attribute: 2,
  segment: 3,
  group: 3,
};

class Compilation {
  readonly joins: Sql[] = [];
  readonly turns: Sql<Date | null>[] = [];
  /** The segments that are being written out: one that asks for itself holds for nobody. */
  private readonly open = new Set<string>();

  constructor(private readonly options: CompileOptions) {}

  group({ match, conditions }: ConditionGroup): Sql<boolean> {
    if (conditions.length === 0) return sql`true`;
    // PostgreSQL takes what stands within an “or” in the order in which it is written.
    const all = conditions
      .map((condition) => ({ cost: COST[condition.kind], test: this.condition(condition) }))
      .sort((one, other) => one.cost - other.cost)
      .map(({ test }) => test);
    const inner = sql<boolean>`(${sql.join(all, match === 'all' ? sql` and ` : sql` or `)})`;
    return match === 'none' ? sql`not coalesce(${inner}, false)` : inner;
  }

  private condition(condition: Condition): Sql<boolean> {
    const { nowMs } = this.options;
    switch (condition.kind) {
      case 'group':
        return this.group(condition);
      case 'field':
        return this.field(condition);
      case 'attribute': {
        const value = ofJson(jsonAt(sql`c.attributes`, condition.path.split('.')));
        this.turns.push(...turningPoints(condition.test, value, nowMs));
        return sql`(${compileTest(condition.test, value, nowMs)})`;
      }
      case 'tag': {
        // By the tag's own index: who has it is few, whom one would have to look at is everybody.
        const tagged = this.join(
          (scope) => sql`select distinct contact_id from contact_tags
            where tag in (select name from tags where lower(btrim(name)) = lower(btrim(${condition.tag}::text)))
            ${scope(sql`contact_id`)}`,
        );
        return condition.op === 'has'
          ? sql`${tagged}.contact_id is not null`
          : sql`${tagged}.contact_id is null`;
      }
      case 'consent': {
        const said = this.join(
          (scope) => sql`select distinct on (phone) phone, state from consents
            where purpose = ${condition.purpose} ${scope(sql`phone`, sql`select phone from contacts where id`)}
            order by phone, at desc, id desc`,
          sql`phone`,
          sql`c.phone`,
        );
        const stopped = this.join(
          (scope) =>
            sql`select phone from suppressions where true ${scope(sql`phone`, sql`select phone from contacts where id`)}`,
          sql`phone`,
          sql`c.phone`,
        );
        const state = sql`case when ${stopped}.phone is not null then 'stopped' else coalesce(${said}.state, 'none') end`;
        return condition.op === 'is'
          ? sql`${state} = ${condition.state}`
          : sql`${state} <> ${condition.state}`;
      }
      case 'event':
        return this.counted(
          condition.times,
          condition.when,
          sql`occurred_at`,
          (inWindow, scope) => sql`
          from events e where e.name = ${condition.event} and e.contact_id is not null ${scope} ${inWindow}
          ${all(this.properties(condition))} group by e.contact_id`,
        );
      case 'event-time': {
        const at = condition.which === 'first' ? sql`min(e.occurred_at)` : sql`max(e.occurred_at)`;
        const alias = this.join(
          (scope) => sql`select e.contact_id, ${at} as at from events e
            where e.name = ${condition.event} and e.contact_id is not null ${scope(sql`e.contact_id`)}
            ${all([...this.properties(condition), ...this.decisive(condition)])} group by e.contact_id`,
        );
        const value = ofColumn(sql`${alias}.at`, 'date');
        this.turns.push(...turningPoints(condition.test, value, nowMs));
        return sql`(${compileTest(condition.test, value, nowMs)})`;
      }
      case 'message': {
        const { what, journey, reason } = condition;
        const became = {
          texted: sql`e.accepted_at is not null`,
          delivered: sql`e.state = 'delivered'`,
          failed: sql`e.state in ('failed', 'undelivered')`,
          'not-sent': sql`e.state = 'suppressed'`,
        }[what];
        const narrower = [
          ...(journey ? [sql`e.journey_id = ${journey}`] : []),
          ...(reason && what === 'not-sent' ? [sql`e.reason_code = ${reason}`] : []),
        ];
        return this.counted(
          condition.times,
          condition.when,
          sql`planned_at`,
          (inWindow, scope) => sql`
          from messages e where ${became} and e.contact_id is not null ${scope} ${inWindow} ${all(narrower)}
          group by e.contact_id`,
        );
      }
      case 'journey': {
        const { what, journey, when } = condition;
        const isNow = what === 'is-in' || what === 'is-not-in';
        const at = what === 'reached-goal' ? sql`goal_at` : sql`started_at`;
        const state = isNow
          ? sql`and e.ended_at is null and e.replaced_by is null`
          : sql`and e.${at} is not null`;
        const isNot = what === 'is-not-in' || what === 'never-entered';
        return this.counted(
          isNot ? { op: 'exactly', count: 0 } : { op: 'at-least', count: 1 },
          isNow ? { kind: 'ever' } : when,
          at,
          (inWindow, scope) =>
            sql`from runs e where e.journey_id = ${journey} ${state} ${scope} ${inWindow} group by e.contact_id`,
        );
      }
      case 'segment': {
        const rule = this.options.rules.get(condition.segment);
        if (!rule || this.open.has(condition.segment)) return condition.op === 'in' ? sql`false` : sql`true`;
        this.open.add(condition.segment);
        const inner = this.group(rule.root);
        this.open.delete(condition.segment);
        return condition.op === 'in' ? inner : sql`not coalesce(${inner}, false)`;
      }
    }
  }

  /** Of few people one reads all events; of everybody, the events are first found by what can be found by an index. */
  private properties({ event, where }: { event: string; where: PropertyTest[] }): Sql<boolean>[] {
    const tests = compileProperties(where, this.options.nowMs);
    if (this.options.contactIds) return tests;
    return [...where.map((test) => termsOf(event, test)).filter((terms) => terms !== null), ...tests];
  }

  /** Whose first event is old enough has one that is: of a count, none of the others need be read. */
  private decisive({ which, test }: Extract<Condition, { kind: 'event-time' }>): Sql<boolean>[] {
    const isOne = which === 'first' ? test.op === 'over-ago' || test.op === 'before' : test.op === 'after';
    if (!this.options.isCount || !isOne) return [];
    return [compileTest(test, ofColumn(sql`e.occurred_at`, 'date'), this.options.nowMs)];
  }

  private field({ field: name, currency = '', test }: FieldCondition): Sql<boolean> {
    const { nowMs } = this.options;
    const field = fieldOf(name);
    if (!field) return sql`false`;
    const column = sql.ref(`c.${field.name}`);
    if (field.type === 'money') {
      const minor = sql`(${column} ->> ${currency}::text)::numeric`;
      const value = field.missingIsZero ? sql`coalesce(${minor}, 0)` : minor;
      return sql`(${compileTest(inMinorUnits(test, currency), ofColumn(value, 'number'), nowMs)})`;
    }
    const value = ofColumn(column, field.type);
    this.turns.push(...turningPoints(test, value, nowMs));
    return sql`(${compileTest(test, value, nowMs)})`;
  }

  /** How many rows of a person there are, against how many there should be. */
  private counted(
    times: Times,
    when: Window,
    at: Sql,
    rows: (inWindow: Sql, scope: Sql) => Sql,
  ): Sql<boolean> {
    const { nowMs } = this.options;
    const slides = when.kind === 'last';
    const alias = this.join(
      (scope) => sql`select e.contact_id, count(*)::int as n ${slides ? sql`, min(e.${at}) as oldest` : sql``}
        ${rows(inWindow(when, sql`e.${at}`, nowMs), scope(sql`e.contact_id`))}`,
    );
    // The oldest is the first to fall out of the window.
    if (slides) this.turns.push(sql`${alias}.oldest + make_interval(secs => ${spanMs(when) / 1_000})`);
    if (times.op === 'at-least') return sql`${alias}.n >= ${times.count}`;
    if (times.count === 0) return sql`${alias}.contact_id is null`;
    return times.op === 'exactly'
      ? sql`${alias}.n = ${times.count}`
      : sql`coalesce(${alias}.n, 0) <= ${times.count}`;
  }

  /** Joins one row a person, or none. @returns the name that it goes by */
  private join(
    select: (scope: (column: Sql, through?: Sql) => Sql) => Sql,
    key: Sql = sql`contact_id`,
    own: Sql = sql`c.id`,
  ): Sql {
    const alias = sql.raw(`s${this.joins.length}`);
    const { contactIds } = this.options;
    const scope = (column: Sql, through?: Sql) => {
      if (!contactIds) return sql``;
      return through
        ? sql`and ${column} in (${through} = any(${contactIds}::uuid[]))`
        : sql`and ${column} = any(${contactIds}::uuid[])`;
    };
    this.joins.push(sql`left join (${select(scope)}) ${alias} on ${alias}.${key} = ${own}`);
    return alias;
  }
}

const all = (conditions: Sql[]): Sql =>
  conditions.length === 0
    ? sql``
    : sql`and ${sql.join(
        conditions.map((one) => sql`(${one})`),
        sql` and `,
      )}`;

function inWindow(when: Window, at: Sql, nowMs: number): Sql {
  if (when.kind === 'ever') return sql``;
  if (when.kind === 'last') return sql`and ${at} > ${date(nowMs - spanMs(when))}`;
  const { from, to } = when;
  return sql`${from ? sql`and ${at} >= ${date(instantMs(from))}` : sql``} ${to ? sql`and ${at} < ${date(instantMs(to))}` : sql``}`;
}

function inMinorUnits(test: FieldCondition['test'], currency: string): FieldCondition['test'] {
  if (test.type !== 'number') return test;
  const minor = (value: number | undefined) => toMinor(value, currency) ?? undefined;
  return { ...test, value: minor(test.value), to: minor(test.to) };
}
