import { Button, Select } from '@mantine/core';
import type { ContactSummary, Simulated } from '@signalbox/api/contract';
import { useQuery } from '@tanstack/react-query';
import { homeQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { NumberBox } from '../ui/NumberBox.js';
import classes from './TrialDrawer.module.css';

/** What somebody who tries a journey wants to be true of the person; what is absent is as it is. */
export interface Assumptions {
  hasConsented?: boolean | undefined;
  hasStopped?: boolean | undefined;
  recentTexts?: number | undefined;
  phone?: 'none' | 'unreachable' | undefined;
  sendingHours?: Simulated['sendingHours'] | undefined;
}

interface Props {
  /** `null`: somebody who is made up. */
  person: ContactSummary | null;
  value: Assumptions;
  onChange: (value: Assumptions) => void;
}

/** What the send policy asks about a person, each to be changed and seen what comes of it. */
export function TrialAssumptions({ person, value, onChange }: Props) {
  const inForce = useQuery(homeQuery).data?.sendingHours ?? 'law';
  const isChanged = Object.values(value).some((one) => one !== undefined);
  const asItIs = person ? t('As it is') : null;
  return (
    <fieldset className={classes.assumed}>
      <legend>{t('What holds for them')}</legend>
      <YesOrNo
        label={t('Consent')}
        yes={t('Has agreed')}
        no={t('Has not agreed')}
        asItIs={asItIs ?? t('Has agreed')}
        value={value.hasConsented}
        onChange={(hasConsented) => onChange({ ...value, hasConsented })}
      />
      <YesOrNo
        label={t('STOP')}
        yes={t('Has said it')}
        no={t('Has not said it')}
        asItIs={asItIs ?? t('Has not said it')}
        value={value.hasStopped}
        onChange={(hasStopped) => onChange({ ...value, hasStopped })}
      />
      <NumberBox
        isWhole
        size="xs"
        label={t('Texts this week')}
        placeholder={asItIs ?? '0'}
        min={0}
        max={50}
        value={value.recentTexts}
        onChange={(recentTexts) => onChange({ ...value, recentTexts })}
      />
      <Select
        size="xs"
        label={t('Number')}
        allowDeselect={false}
        data={[
          { value: 'as-it-is', label: asItIs ?? t('Can be reached') },
          { value: 'none', label: t('Has none') },
          { value: 'unreachable', label: t('Can’t be reached') },
        ]}
        value={value.phone ?? 'as-it-is'}
        onChange={(phone) =>
          onChange({ ...value, phone: phone === 'none' || phone === 'unreachable' ? phone : undefined })
        }
      />
      <Select
        size="xs"
        label={t('Hours')}
        allowDeselect={false}
        data={[
          { value: 'law', label: t('Lawful hours') },
          { value: 'always', label: t('Any hour') },
        ]}
        value={value.sendingHours ?? inForce}
        onChange={(hours) =>
          onChange({ ...value, sendingHours: (hours ?? undefined) as Assumptions['sendingHours'] })
        }
      />
      {isChanged && (
        <Button variant="subtle" size="compact-xs" onClick={() => onChange({})}>
          {person ? t('All as it is') : t('All as at first')}
        </Button>
      )}
    </fieldset>
  );
}

function YesOrNo({
  label,
  yes,
  no,
  asItIs,
  value,
  onChange,
}: {
  label: string;
  yes: string;
  no: string;
  /** What holds unless something is chosen. */
  asItIs: string;
  value: boolean | undefined;
  onChange: (value: boolean | undefined) => void;
}) {
  const choices = [
    { value: 'yes', label: yes },
    { value: 'no', label: no },
  ].filter((choice) => choice.label !== asItIs);
  return (
    <Select
      size="xs"
      label={label}
      allowDeselect={false}
      data={[{ value: 'as-it-is', label: asItIs }, ...choices]}
      value={value === undefined ? 'as-it-is' : value ? 'yes' : 'no'}
      onChange={(chosen) => onChange(chosen === 'yes' ? true : chosen === 'no' ? false : undefined)}
    />
  );
}

/** As the API takes it. */
export const assumedOf = ({ sendingHours, ...assumed }: Assumptions) => ({
  assumed,
  ...(sendingHours && { sendingHours }),
});
