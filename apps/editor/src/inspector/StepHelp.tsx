import type { NodeTypeEntry } from '@signalbox/engine/graph';
import { Markdown } from '../ui/Markdown.js';
import classes from './Inspector.module.css';

/** The page that the node's author wrote. */
export function StepHelp({ entry }: { entry: NodeTypeEntry }) {
  return (
    <div className={classes.help}>
      {entry.help.trim() ? <Markdown text={entry.help} /> : <p>{entry.description}</p>}
      <p>
        <code>
          {entry.type}@{entry.version}
        </code>
      </p>
    </div>
  );
}
