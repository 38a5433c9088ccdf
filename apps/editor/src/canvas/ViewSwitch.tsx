import { t } from '../language/t.js';
import { COMMAND_KEY } from '../palette/palette-state.js';
import { useCell } from '../workspace/cell.js';
import { useWorkspace } from '../workspace/workspace.js';
import classes from './CanvasControls.module.css';

/** Between the drawing and the list; both show and do the same. */
export function ViewSwitch() {
  const { view } = useWorkspace();
  const now = useCell(view, (current) => current);
  return (
    <span className={classes.controls} role="group" aria-label={t('Show as')}>
      {(['canvas', 'outline'] as const).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={now === one}
          aria-keyshortcuts={now === one ? undefined : 'Control+Shift+L Meta+Shift+L'}
          title={now === one ? undefined : `${COMMAND_KEY} ⇧ L`}
          onClick={() => view.set(one)}
        >
          {one === 'canvas' ? t('Canvas') : t('Outline')}
        </button>
      ))}
    </span>
  );
}
