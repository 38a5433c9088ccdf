import { renderSummary, type GraphNode, type NodeTypeEntry } from '@signalbox/engine/graph';
import { LiquidText } from '../ui/LiquidText.js';
import classes from './StepCard.module.css';

/** What the step does, in words, with the chosen values in ink; a text shows itself as a bubble. */
export function StepSentence({ entry, node }: { entry: NodeTypeEntry | undefined; node: GraphNode }) {
  if (!entry) {
    return (
      <p className={classes.say}>
        A step of type <em>{node.type}</em> that this Signalbox does not know. It is kept as it is.
      </p>
    );
  }
  const { text } = node.data.config;
  if (entry.sends && typeof text === 'string') {
    if (text.trim() === '') return <p className={classes.say}>Says nothing yet</p>;
    return (
      <p className={classes.bubble}>
        <LiquidText text={text} />
      </p>
    );
  }
  const parts = renderSummary(entry, node.data.config);
  if (parts.every((part) => part.text.trim() === '')) return null;
  return (
    <p className={classes.say}>
      {parts.map((part, index) => (part.isValue ? <em key={index}>{part.text}</em> : part.text))}
    </p>
  );
}
