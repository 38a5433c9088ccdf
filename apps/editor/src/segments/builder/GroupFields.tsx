import { ActionIcon, Button } from '@mantine/core';
import type { Condition, ConditionGroup } from '@signalbox/engine/segments';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { segmentChoicesQuery } from '../../api/queries.js';
import { GroupFrame, GroupMatch } from '../../inspector/widgets/GroupFrame.js';
import { t } from '../../language/t.js';
import { ConditionFields } from './ConditionFields.js';
import { SubjectPicker } from './SubjectPicker.js';
import { conditionAbout, subjectOf } from './subjects.js';
import classes from './builder.module.css';

const DEEPEST = 4;

interface Props {
  group: ConditionGroup;
  /** What a screen reader calls it. */
  name: string;
  depth?: number;
  /** Where it stands in the rule, dotted. */
  path: string;
  /** Where the first thing stands that keeps the rule from being whole. */
  faultAt: string | null;
  ownId: string | null;
  onChange: (group: ConditionGroup) => void;
}

/** A group of conditions, and of groups. */
export function GroupFields({ group, name, depth = 0, path, faultAt, ownId, onChange }: Props) {
  const choices = useQuery(segmentChoicesQuery).data;
  const [isAdding, setAdding] = useState(group.conditions.length === 0);
  const add = useRef<HTMLButtonElement>(null);
  const { conditions } = group;
  const pathOf = (index: number) => `${path}.conditions.${index}`;
  const isAtFault = (index: number) =>
    faultAt === pathOf(index) || (faultAt?.startsWith(`${pathOf(index)}.`) ?? false);
  const change = (next: Condition[]) => onChange({ ...group, conditions: next });
  const changeAt = (index: number, next: Condition) =>
    change(conditions.map((former, at) => (at === index ? next : former)));
  const removeAt = (index: number) => {
    change(conditions.filter((_, at) => at !== index));
    // The focus was on what is gone.
    requestAnimationFrame(() => add.current?.focus());
  };
  return (
    <>
      {(conditions.length > 1 || group.match === 'none' || depth > 0) && (
        <GroupMatch
          name={name}
          match={group.match}
          isWide={false}
          onChange={(match) => onChange({ ...group, match })}
        />
      )}
      {conditions.map((condition, index) =>
        // Conditions have no identity of their own; their place is what they have.
        condition.kind === 'group' ? (
          <GroupFrame key={index} number={index + 1} onRemove={() => removeAt(index)}>
            <GroupFields
              group={condition}
              name={t('Group {number}', { number: index + 1 })}
              path={pathOf(index)}
              faultAt={faultAt}
              depth={depth + 1}
              ownId={ownId}
              onChange={(next) => changeAt(index, next)}
            />
          </GroupFrame>
        ) : (
          <div
            key={index}
            className={classes.condition}
            data-fault={isAtFault(index) || undefined}
            role="group"
            aria-label={t('Condition {index}', { index: index + 1 })}
          >
            <div className={classes.fields}>
              <SubjectPicker
                label={t('What it is about')}
                value={subjectOf(condition)}
                onChange={(subject) => changeAt(index, conditionAbout(subject, choices))}
              />
              <ConditionFields
                condition={condition}
                ownId={ownId}
                onChange={(next) => changeAt(index, next)}
              />
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('Remove condition {index}', { index: index + 1 })}
              onClick={() => removeAt(index)}
            >
              <IconTrash size={15} />
            </ActionIcon>
          </div>
        ),
      )}
      {isAdding && (
        <div className={classes.condition} role="group" aria-label={t('New condition')}>
          <SubjectPicker
            label={t('What the new condition is about')}
            placeholder={t('An event, a field, a text, a journey …')}
            opens={conditions.length > 0 || depth > 0}
            value={null}
            onChange={(subject) => {
              change([...conditions, conditionAbout(subject, choices)]);
              setAdding(false);
              requestAnimationFrame(() => add.current?.focus());
            }}
          />
        </div>
      )}
      <div className={classes.adders}>
        <Button
          ref={add}
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          disabled={isAdding}
          onClick={() => setAdding(true)}
        >
          {t('Add condition')}
        </Button>
        {depth < DEEPEST && conditions.length > 0 && (
          <Button
            variant="subtle"
            size="xs"
            onClick={() => change([...conditions, { kind: 'group', match: 'any', conditions: [] }])}
          >
            {t('Add group')}
          </Button>
        )}
      </div>
    </>
  );
}
