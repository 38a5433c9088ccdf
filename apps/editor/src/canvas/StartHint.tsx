import { t } from '../language/t.js';
import { useDocument } from '../workspace/workspace.js';
import classes from './StartHint.module.css';

/** What to do on an empty canvas, and on one without a beginning. */
export function StartHint() {
  const isEmpty = useDocument((doc) => doc.graph.nodes.length === 0);
  if (!isEmpty) return null;
  return (
    <div className={classes.hint}>
      <h2>{t('Start with a trigger')}</h2>
      <p>{t('Drag one from the left onto the canvas, or press it. It says which event lets people in.')}</p>
    </div>
  );
}
