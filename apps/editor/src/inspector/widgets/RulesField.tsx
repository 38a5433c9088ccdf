import { useQuery } from '@tanstack/react-query';
import { segmentsQuery } from '../../api/queries.js';
import { ActionIcon, Autocomplete, Button, Input, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { isRuleGroup, type Rule, type RuleGroup } from '@signalbox/nodes/kernel';
import { t } from '../../language/t.js';
import { faultOf, faultsWithin, type FieldProps } from '../field-props.js';
import { usePaths } from '../paths.js';
import { OPERATORS, needsValue, readValue, writeValue } from '../rule-words.js';
import { GroupFrame, GroupMatch } from './GroupFrame.js';
import classes from './widgets.module.css';

const SOURCES = [
  { value: 'contact', label: t('Person') },
  { value: 'event', label: t('Event') },
  { value: 'run', label: t('This journey') },
  { value: 'segment', label: t('Segment') },
];

/** Conditions in plain words: whose data, which field, how it compares, with what; and groups of them. */
export function RulesField(props: FieldProps) {
  const { schema, label, value, isRequired, onChange, faults, path, eventName } = props;
  const group = asGroup(value);
  const within = faultsWithin(faults, path).filter((fault) => fault.field !== path);
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={schema.description}
      error={faultOf(props) ?? within[0]?.message ?? null}
    >
      <Group
        group={group}
        name={label}
        sources={schema.ui?.sources ?? ['event', 'contact', 'run', 'segment']}
        eventName={eventName}
        mayNest
        onChange={(next) => onChange(next.rules.length === 0 && !isRequired ? undefined : next)}
      />
    </Input.Wrapper>
  );
}

interface GroupProps {
  group: RuleGroup;
  /** What a screen reader calls it. */
  name: string;
  sources: Rule['source'][];
  eventName: string | null;
  mayNest: boolean;
  onChange: (group: RuleGroup) => void;
}

function Group({ group, name, sources, eventName, mayNest, onChange }: GroupProps) {
  const change = (rules: RuleGroup['rules']) => onChange({ ...group, rules });
  const changeAt = (index: number, next: Rule | RuleGroup) =>
    change(group.rules.map((former, at) => (at === index ? next : former)));
  const removeAt = (index: number) => change(group.rules.filter((_, at) => at !== index));
  const newRule: Rule = { source: sources[0] ?? 'event', path: '', op: 'equals', value: '' };
  return (
    <>
      {(group.rules.length > 1 || group.match === 'none') && (
        <GroupMatch name={name} match={group.match} onChange={(match) => onChange({ ...group, match })} />
      )}
      {group.rules.map((rule, index) =>
        // Rules have no identity of their own; their place is what they have.
        isRuleGroup(rule) ? (
          <GroupFrame key={index} number={index + 1} onRemove={() => removeAt(index)}>
            <Group
              group={asGroup(rule)}
              name={t('Group {number}', { number: index + 1 })}
              sources={sources}
              eventName={eventName}
              mayNest={false}
              onChange={(next) => changeAt(index, next)}
            />
          </GroupFrame>
        ) : (
          <RuleRow
            key={index}
            rule={rule}
            number={index + 1}
            sources={sources}
            eventName={eventName}
            onChange={(next) => changeAt(index, next)}
            onRemove={() => removeAt(index)}
          />
        ),
      )}
      <div className={classes.row}>
        <Button
          className={classes.add!}
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          onClick={() => change([...group.rules, newRule])}
        >
          {t('Add condition')}
        </Button>
        {mayNest && group.rules.length > 0 && (
          <Button
            className={classes.add!}
            variant="subtle"
            size="xs"
            onClick={() => change([...group.rules, { match: 'any', rules: [newRule] }])}
          >
            {t('Add group')}
          </Button>
        )}
      </div>
    </>
  );
}

const asGroup = (value: unknown): RuleGroup => {
  const group = (value ?? {}) as Partial<RuleGroup>;
  return { ...group, match: group.match ?? 'all', rules: Array.isArray(group.rules) ? group.rules : [] };
};

interface RowProps {
  rule: Rule;
  number: number;
  sources: Rule['source'][];
  eventName: string | null;
  onChange: (rule: Rule) => void;
  onRemove: () => void;
}

/** A segment is asked for by its id, and only whether the person is in it. */
function withSource(rule: Rule, source: Rule['source']): Rule {
  if ((source === 'segment') === (rule.source === 'segment')) return { ...rule, source };
  return source === 'segment'
    ? { source, path: '', op: 'exists' }
    : { source, path: '', op: 'equals', value: '' };
}

function MembershipChoice({ rule, onChange }: Pick<RowProps, 'rule' | 'onChange'>) {
  return (
    <Select
      size="xs"
      className={classes.grow!}
      aria-label={t('Comparison')}
      allowDeselect={false}
      data={[
        { value: 'exists', label: t('is in') },
        { value: 'not-exists', label: t('is not in') },
      ]}
      value={rule.op}
      onChange={(op) => onChange({ ...rule, op: (op ?? rule.op) as Rule['op'] })}
    />
  );
}

function SegmentChoice({ rule, onChange }: Pick<RowProps, 'rule' | 'onChange'>) {
  const segments = useQuery(segmentsQuery).data ?? [];
  return (
    <Select
      size="xs"
      className={classes.grow!}
      aria-label={t('Segment')}
      placeholder={segments.length === 0 ? t('There is none yet') : t('Choose')}
      data={segments.map(({ id, name }) => ({ value: id, label: name }))}
      value={rule.path || null}
      onChange={(path) => onChange({ ...rule, path: path ?? '' })}
    />
  );
}

function RuleRow({ rule, number, sources, eventName, onChange, onRemove }: RowProps) {
  const paths = usePaths(rule.source, eventName);
  return (
    <div className={classes.rule} role="group" aria-label={t('Condition {number}', { number })}>
      <div className={classes.row}>
        {sources.length > 1 && (
          <Select
            size="xs"
            className={classes.source!}
            aria-label={t('Whose data')}
            allowDeselect={false}
            data={SOURCES.filter((source) => sources.includes(source.value as Rule['source']))}
            value={rule.source}
            onChange={(source) => onChange(withSource(rule, (source ?? rule.source) as Rule['source']))}
          />
        )}
        {rule.source === 'segment' ? (
          <MembershipChoice rule={rule} onChange={onChange} />
        ) : (
          <Autocomplete
            size="xs"
            className={classes.grow!}
            aria-label={t('Field')}
            placeholder={t('total')}
            data={paths.map((path) => path.path)}
            value={rule.path}
            onChange={(path) => onChange({ ...rule, path })}
            renderOption={({ option }) => {
              const known = paths.find((path) => path.path === option.value);
              return (
                <div>
                  <div>{option.value}</div>
                  {known?.example && (
                    <div className={classes.hint}>{t('such as {example}', { example: known.example })}</div>
                  )}
                </div>
              );
            }}
          />
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('Remove condition {number}', { number })}
          onClick={onRemove}
        >
          <IconTrash size={15} />
        </ActionIcon>
      </div>
      <div className={classes.row}>
        {rule.source === 'segment' ? (
          <SegmentChoice rule={rule} onChange={onChange} />
        ) : (
          <>
            <Select
              size="xs"
              className={classes.grow!}
              aria-label={t('Comparison')}
              allowDeselect={false}
              data={OPERATORS}
              value={rule.op}
              onChange={(op) => {
                if (!op) return;
                const next = { ...rule, op: op as Rule['op'] };
                onChange(writeValue(next, readValue(rule)));
              }}
            />
            {needsValue(rule.op) && (
              <TextInput
                size="xs"
                className={classes.grow!}
                aria-label={t('Value')}
                placeholder={rule.op === 'one-of' ? t('red, green, blue') : '200'}
                value={readValue(rule)}
                onChange={(event) => onChange(writeValue(rule, event.currentTarget.value))}
              />
            )}
          </>
        )}
      </div>
    </div>
  );
}
