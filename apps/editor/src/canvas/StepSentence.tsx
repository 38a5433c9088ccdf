import { Trans } from '@lingui/react';
import { renderSummary, type GraphNode, type NodeTypeEntry } from '@signalbox/engine/graph';
import { useSummaryWords } from '../language/summary-words.js';
import { t } from '../language/t.js';
import { LiquidText } from '../ui/LiquidText.js';
import classes from './StepCard.module.css';

/** What the step does, in words, with the chosen values in ink; a text shows itself as a bubble. */
export function StepSentence({ entry, node }: { entry: NodeTypeEntry | undefined; node: GraphNode }) {
  const words = useSummaryWords();
  if (!entry) {
    return (
      <p className={classes.say}>
        <Trans
          id="A step of type <em>{type}</em> that this Signalbox does not know. It is kept as it is."
          values={{ type: node.type }}
          components={{ em: <em /> }}
        />
      </p>
    );
  }
  const { text } = node.data.config;
  if (entry.sends && typeof text === 'string') {
    if (text.trim() === '') return <p className={classes.say}>{t('Says nothing yet')}</p>;
    return (
      <p className={classes.bubble}>
        <LiquidText text={text} firstOnly />
      </p>
    );
  }
  const parts = renderSummary(entry, node.data.config, words);
  if (parts.every((part) => part.text.trim() === '')) return null;
  return (
    <p className={classes.say}>
      {parts.map((part, index) => (part.isValue ? <em key={index}>{part.text}</em> : part.text))}
    </p>
  );
}
