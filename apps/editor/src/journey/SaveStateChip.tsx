import { clockTime } from '../format/time.js';
import { Chip } from '../ui/Chip.js';
import type { Autosave, SaveState } from '../workspace/autosave.js';
import { useCell } from '../workspace/cell.js';

/** How the draft stands, always in view. */
export function SaveStateChip({ autosave }: { autosave: Autosave }) {
  const state = useCell(autosave.state, (now) => now);
  const wrong = state.kind === 'failed' || state.kind === 'conflict';
  return (
    <span role="status" title={state.kind === 'failed' ? state.message : undefined}>
      <Chip tone={wrong ? 'stop' : 'neutral'}>{words(state)}</Chip>
    </span>
  );
}

function words(state: SaveState): string {
  switch (state.kind) {
    case 'saved':
      return state.at ? `Saved ${clockTime(state.at)}` : 'Saved';
    case 'pending':
    case 'saving':
      return 'Saving…';
    case 'failed':
      return `Not saved: ${state.message}`;
    case 'conflict':
      return 'Not saved: changed elsewhere';
  }
}
