import type { WaitlistSettings } from '@signalbox/api/contract';
import { t } from '../language/t.js';
import { NumberBox } from '../ui/NumberBox.js';
import classes from './Waitlists.module.css';

export const ROUND_FIELDS: { name: keyof WaitlistSettings; label: string; min: number; step?: number }[] = [
  { name: 'rate', label: t('People told for each piece'), min: 0.1, step: 0.5 },
  { name: 'minimum', label: t('At least so many pieces'), min: 1 },
  { name: 'settleMinutes', label: t('Stock stands still, minutes'), min: 0 },
  { name: 'roundMinutes', label: t('Minutes between rounds'), min: 1 },
  { name: 'uncounted', label: t('People a round, if not counted'), min: 1 },
  { name: 'expiryDays', label: t('Forget an ask after, days'), min: 1 },
];

interface RoundFieldsProps {
  value: WaitlistSettings;
  onChange: (value: WaitlistSettings) => void;
}

/** How rounds go, in numbers. */
export function RoundFields({ value, onChange }: RoundFieldsProps) {
  return (
    <div className={classes.numbers}>
      {ROUND_FIELDS.map(({ name, label, min, step = 1 }) => (
        <NumberBox
          key={name}
          label={label}
          min={min}
          step={step}
          isWhole={name !== 'rate'}
          value={value[name]}
          onChange={(next) => next !== undefined && onChange({ ...value, [name]: next })}
        />
      ))}
    </div>
  );
}
