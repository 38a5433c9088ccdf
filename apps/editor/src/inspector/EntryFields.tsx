import { Checkbox, Select } from '@mantine/core';
import type { JourneyGoal, JourneySettings } from '@signalbox/engine/graph';
import { MomentField } from '../dates/MomentField.js';
import { instantOnTheShopsClock, onTheShopsClock } from '../format/time.js';
import { t } from '../language/t.js';
import { NumberBox } from '../ui/NumberBox.js';
import { useCell } from '../workspace/cell.js';
import { useDocument, useWorkspace } from '../workspace/workspace.js';
import { EventField } from './widgets/EventField.js';
import { RulesField } from './widgets/RulesField.js';
import { triggerEvent } from './trigger-event.js';
import fields from './Field.module.css';

interface Props {
  settings: JourneySettings;
  change: (label: string, next: Partial<JourneySettings>) => void;
}

const PURPOSES = [
  { value: 'marketing', label: t('Marketing') },
  { value: 'transactional', label: t('Service: about an order or account') },
  { value: 'cart-reminder', label: t('Cart reminder') },
  { value: 'back-in-stock', label: t('Back in stock') },
  { value: 'opt-in-confirmation', label: t('Confirmation of a sign-up') },
];

/** Who may enter and when, what the journey is for, and how important its texts are. */
export function EntryFields({ settings, change }: Props) {
  const workspace = useWorkspace();
  const faults = useCell(workspace.faults, (all) => all);
  const trigger = useDocument((doc) => triggerEvent(doc, workspace.catalogue));
  return (
    <>
      <div className={fields.field}>
        <RulesField
          root={{}}
          schema={{
            description: t('Judged at the moment of entry. Empty lets everybody in.'),
            ui: { sources: ['contact', 'event'] },
          }}
          path="entryFilter"
          label={t('Who may enter')}
          value={settings.entryFilter}
          isRequired={false}
          faults={faults}
          eventName={trigger}
          onChange={(filter) =>
            change(t('Change who may enter'), { entryFilter: filter as JourneySettings['entryFilter'] })
          }
        />
      </div>
      <InstantField
        label={t('Takes people in from')}
        clock="00:00"
        value={settings.startsAt}
        onChange={(startsAt) => change(t('Change the start date'), { startsAt })}
      />
      <InstantField
        label={t('Takes nobody in after')}
        clock="23:59"
        value={settings.endsAt}
        onChange={(endsAt) => change(t('Change the end date'), { endsAt })}
      />
      <div className={fields.field}>
        <Select
          label={t('Its texts are for')}
          description={t('New send steps begin with this.')}
          clearable
          placeholder={t('Said at each text')}
          data={PURPOSES}
          value={settings.purpose ?? null}
          onChange={(purpose) =>
            change(t('Change the purpose'), { purpose: (purpose ?? undefined) as JourneySettings['purpose'] })
          }
        />
      </div>
      <div className={fields.field}>
        <Select
          label={t('When texts compete for a person’s attention')}
          allowDeselect={false}
          data={[
            { value: 'low', label: t('this journey gives way') },
            { value: 'normal', label: t('first come, first served') },
            { value: 'high', label: t('this journey goes first') },
          ]}
          value={settings.priority ?? 'normal'}
          onChange={(priority) =>
            change(t('Change the priority'), { priority: priority as JourneySettings['priority'] })
          }
        />
      </div>
      <GoalField value={settings.goal} onChange={(goal) => change(t('Change the goal'), { goal })} />
    </>
  );
}

/** An instant, shown and chosen by the shop's clock and kept in UTC. */
function InstantField({
  label,
  clock,
  value,
  onChange,
}: {
  label: string;
  clock: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  return (
    <div className={fields.field}>
      <MomentField
        label={label}
        clock={clock}
        value={value && !Number.isNaN(Date.parse(value)) ? onTheShopsClock(Date.parse(value)) : ''}
        onChange={(moment) => onChange(moment === '' ? undefined : instantOnTheShopsClock(moment))}
      />
    </div>
  );
}

function GoalField({
  value,
  onChange,
}: {
  value: JourneyGoal | undefined;
  onChange: (value: JourneyGoal | undefined) => void;
}) {
  const workspace = useWorkspace();
  const faults = useCell(workspace.faults, (all) => all);
  return (
    <div className={fields.field}>
      <Checkbox
        label={t('This journey has a goal')}
        description={t('People who reach it are counted, also after they have left.')}
        checked={value !== undefined}
        onChange={(event) =>
          onChange(
            event.currentTarget.checked
              ? { event: 'Order Completed', withinDays: 3, endsRun: false }
              : undefined,
          )
        }
      />
      {value && (
        <>
          <div className={fields.field}>
            <EventField
              root={{}}
              schema={{}}
              path="goal.event"
              label={t('Goal')}
              value={value.event}
              isRequired
              faults={faults}
              eventName={null}
              onChange={(event) => onChange({ ...value, event: String(event ?? '') })}
            />
          </div>
          <NumberBox
            isWhole
            label={t('Within days')}
            min={1}
            max={366}
            value={value.withinDays}
            onChange={(days) => {
              if (days !== undefined) onChange({ ...value, withinDays: days });
            }}
          />
          <Checkbox
            mt={8}
            label={t('Counted from the first text on')}
            description={t('Whoever got none is not counted. Otherwise days count from the entry.')}
            checked={value.since === 'first-text'}
            onChange={(event) => {
              const { since: _, ...rest } = value;
              onChange(event.currentTarget.checked ? { ...rest, since: 'first-text' } : rest);
            }}
          />
          <Checkbox
            mt={8}
            label={t('Reaching it ends the journey for the person')}
            checked={value.endsRun}
            onChange={(event) => onChange({ ...value, endsRun: event.currentTarget.checked })}
          />
        </>
      )}
    </div>
  );
}
