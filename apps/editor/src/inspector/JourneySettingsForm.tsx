import { ActionIcon, Button, Checkbox, Input, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { JourneyExit, JourneySettings } from '@signalbox/engine/graph';
import { newId, setSettings } from '../document/index.js';
import { t } from '../language/t.js';
import { NumberBox } from '../ui/NumberBox.js';
import { useCell } from '../workspace/cell.js';
import { useDocument, useWorkspace } from '../workspace/workspace.js';
import { EntryFields } from './EntryFields.js';
import { faultOf } from './field-props.js';
import { EventField } from './widgets/EventField.js';
import { RulesField } from './widgets/RulesField.js';
import { triggerEvent } from './trigger-event.js';
import widgets from './widgets/widgets.module.css';
import fields from './Field.module.css';

type Correlation = JourneySettings['correlation'];
type Reentry = JourneySettings['reentry'];

/** The rules of the journey as a whole: what belongs together, who may come again, and what ends it for somebody. */
export function JourneySettingsForm() {
  const workspace = useWorkspace();
  const settings = useDocument((doc) => doc.graph.settings);
  const change = (label: string, next: Partial<JourneySettings>) =>
    workspace.history.run(label, (doc) => setSettings(doc, { ...doc.graph.settings, ...next }), {
      gather: `settings:${Object.keys(next).join()}`,
    });
  return (
    <>
      <CorrelationField
        value={settings.correlation}
        onChange={(correlation) => change(t('Change what belongs together'), { correlation })}
      />
      <ReentryField
        value={settings.reentry}
        onChange={(reentry) => change(t('Change re-entry'), { reentry })}
      />
      <EntryFields settings={settings} change={change} />
      <ExitsField
        value={settings.exits}
        isOfPerson={settings.correlation.by === 'contact'}
        onChange={(exits) => change(t('Change what ends the journey'), { exits })}
      />
    </>
  );
}

function CorrelationField({
  value,
  onChange,
}: {
  value: Correlation;
  onChange: (value: Correlation) => void;
}) {
  const faults = useCell(useWorkspace().faults, (all) => all);
  return (
    <div className={fields.field}>
      <Select
        label={t('An event belongs to this journey if it is about')}
        allowDeselect={false}
        data={[
          { value: 'contact', label: t('the same person') },
          { value: 'purchase', label: t('the same purchase, from cart to order') },
          { value: 'property', label: t('the same value of a property') },
        ]}
        value={value.by}
        onChange={(by) => {
          if (by === 'property') onChange({ by, path: '' });
          else if (by === 'contact' || by === 'purchase') onChange({ by });
        }}
      />
      {value.by === 'property' && (
        <TextInput
          mt={8}
          label={t('Property')}
          placeholder="appointment_id"
          error={faultOf({ faults, path: 'correlation.path' })}
          value={value.path}
          onChange={(event) => onChange({ ...value, path: event.currentTarget.value })}
        />
      )}
    </div>
  );
}

function ReentryField({ value, onChange }: { value: Reentry; onChange: (value: Reentry) => void }) {
  return (
    <div className={fields.field}>
      <Select
        label={t('The same person may enter again')}
        allowDeselect={false}
        data={[
          { value: 'once', label: t('never') },
          { value: 'after-exit', label: t('once they have left') },
          { value: 'after-days', label: t('some days after they entered') },
          { value: 'always', label: t('always, also while inside') },
          { value: 'restart', label: t('always, starting over') },
        ]}
        value={value.kind}
        onChange={(kind) => {
          if (kind === 'after-days') onChange({ kind, days: 30 });
          else if (kind) onChange({ kind } as Reentry);
        }}
      />
      {value.kind === 'after-days' && (
        <NumberBox
          isWhole
          mt={8}
          label={t('Days')}
          min={1}
          max={3650}
          value={value.days}
          onChange={(days) => {
            if (days !== undefined) onChange({ ...value, days });
          }}
        />
      )}
    </div>
  );
}

interface ExitsFieldProps {
  value: JourneyExit[];
  /** All that a person does belongs together. */
  isOfPerson: boolean;
  onChange: (value: JourneyExit[]) => void;
}

function ExitsField({ value, isOfPerson, onChange }: ExitsFieldProps) {
  const workspace = useWorkspace();
  const faults = useCell(workspace.faults, (all) => all);
  const trigger = useDocument((doc) => triggerEvent(doc, workspace.catalogue));
  const changeAt = (index: number, exit: JourneyExit) =>
    onChange(value.map((former, at) => (at === index ? exit : former)));
  return (
    <div className={fields.field}>
      <Input.Wrapper
        label={t('Leave at once when')}
        labelElement="div"
        description={t('Wherever the person waits, the journey ends for them.')}
      >
        <ol className={widgets.list} aria-label={t('Leave at once when')}>
          {value.map((exit, index) => (
            <li key={exit.id} className={widgets.item}>
              <div className={widgets.itemHead}>
                <b>{t('Exit {index}', { index: index + 1 })}</b>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('Remove exit {index}', { index: index + 1 })}
                  onClick={() => onChange(value.filter((_, at) => at !== index))}
                >
                  <IconTrash size={15} />
                </ActionIcon>
              </div>
              <div className={fields.field}>
                <EventField
                  {...plain}
                  schema={{}}
                  path={`exits.${index}.event`}
                  label={t('Event')}
                  value={exit.event}
                  isRequired
                  faults={faults}
                  eventName={trigger}
                  onChange={(event) => changeAt(index, { ...exit, event: String(event ?? '') })}
                />
              </div>
              <div className={fields.field}>
                <RulesField
                  {...plain}
                  schema={{ ui: { sources: ['event'] } }}
                  path={`exits.${index}.where`}
                  label={t('Only when')}
                  value={exit.where}
                  isRequired={false}
                  faults={faults}
                  eventName={exit.event || null}
                  onChange={(where) => {
                    const { where: _former, ...rest } = exit;
                    changeAt(
                      index,
                      where === undefined ? rest : { ...rest, where: where as JourneyExit['where'] },
                    );
                  }}
                />
              </div>
              {!isOfPerson && (
                <Checkbox
                  className={fields.field}
                  label={t('Also when the person does it elsewhere')}
                  description={t('With another cart or order of theirs, say, after they entered.')}
                  checked={exit.of === 'person'}
                  onChange={({ currentTarget }) => {
                    const { of: _former, ...rest } = exit;
                    changeAt(index, currentTarget.checked ? { ...rest, of: 'person' } : rest);
                  }}
                />
              )}
              <div className={fields.field}>
                <TextInput
                  label={t('Counted as')}
                  placeholder="ordered"
                  value={exit.outcome}
                  onChange={(event) => changeAt(index, { ...exit, outcome: event.currentTarget.value })}
                />
              </div>
            </li>
          ))}
        </ol>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...value, { id: newId('exit'), event: '', outcome: '' }])}
        >
          {t('Add exit')}
        </Button>
      </Input.Wrapper>
    </div>
  );
}

const plain = { root: {} };
