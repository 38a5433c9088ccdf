import { portsOf, type GraphDiff, type JourneyGraph } from '@signalbox/engine/graph';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { useWorkspace } from '../workspace/workspace.js';
import classes from './Publish.module.css';

const MOST = 12;

/** What changes between two graphs, step by step, in words. */
export function ChangeList({
  diff,
  before,
  after,
}: {
  diff: GraphDiff;
  before: JourneyGraph;
  after: JourneyGraph;
}) {
  const workspace = useWorkspace();
  const nameIn = (graph: JourneyGraph, id: string | null) => {
    const node = graph.nodes.find((one) => one.id === id);
    if (!node) return null;
    return node.data.name || workspace.entryOf(node.type, node.data.version)?.title || node.type;
  };
  const name = (id: string | null) => nameIn(after, id) ?? nameIn(before, id) ?? t('nowhere');
  const port = (id: string, way: string) => {
    const node = after.nodes.find((one) => one.id === id) ?? before.nodes.find((one) => one.id === id);
    const entry = node && workspace.entryOf(node.type, node.data.version);
    return (entry && portsOf(entry, node.data.config).find((one) => one.name === way)?.label) ?? way;
  };
  const touched = new Set([...diff.added, ...diff.removed]);
  const rows = [
    ...diff.added.map((id) => ({ tone: 'go' as const, kind: t('new'), words: name(id) })),
    ...diff.changed.map((id) => ({ tone: 'wait' as const, kind: t('changed'), words: name(id) })),
    ...diff.removed.map((id) => ({ tone: 'stop' as const, kind: t('gone'), words: name(id) })),
    ...diff.ways
      .filter((way) => !touched.has(way.source))
      .map((way) => ({
        tone: 'wait' as const,
        kind: t('leads elsewhere'),
        words: `${name(way.source)}, “${port(way.source, way.port)}”: ${name(way.before)} → ${name(way.after)}`,
      })),
    ...(diff.settings
      ? [{ tone: 'wait' as const, kind: t('changed'), words: t('The journey’s settings') }]
      : []),
  ];
  if (rows.length === 0) return <p className={classes.dim}>{t('Nothing that people would notice.')}</p>;
  return (
    <ul className={classes.changes}>
      {rows.slice(0, MOST).map(({ tone, kind, words }, index) => (
        <li key={index}>
          <Chip tone={tone}>{kind}</Chip> {words}
        </li>
      ))}
      {rows.length > MOST && <li>{t('and {rows} more', { rows: rows.length - MOST })}</li>}
    </ul>
  );
}
