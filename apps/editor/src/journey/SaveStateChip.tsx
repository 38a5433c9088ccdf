import { clockTime } from '../format/time.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import type { Autosave, SaveState } from '../workspace/autosave.js';
import { useCell } from '../workspace/cell.js';
import classes from './JourneyHeader.module.css';

/** How the draft stands, always in view. */
export function SaveStateChip({ autosave }: { autosave: Autosave }) {
  const state = useCell(autosave.state, (now) => now);
  const wrong = state.kind === 'failed' || state.kind === 'conflict';
  return (
    <span role="status" className={classes.save} title={state.kind === 'failed' ? state.message : undefined}>
      <Chip tone={wrong ? 'stop' : 'neutral'}>{words(state)}</Chip>
    </span>
  );
}

function words(state: SaveState): string {
  switch (state.kind) {
    case 'saved':
      return state.at ? t('Saved {at}', { at: clockTime(state.at) }) : t('Saved');
    case 'pending':
    case 'saving':
      return t('Saving…');
    case 'failed':
      return t('Not saved: {message}', { message: state.message });
    case 'conflict':
      return t('Not saved: changed elsewhere');
  }
}
