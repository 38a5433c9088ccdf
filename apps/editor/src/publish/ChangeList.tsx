import { portsOf, type GraphDiff, type JourneyGraph } from '@signalbox/engine/graph';
import { useSummaryWords } from '../language/summary-words.js';
import { quoted } from '../format/words.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { useWorkspace } from '../workspace/workspace.js';
import { fieldChanges, type FieldChange } from './field-changes.js';
import { FieldChanges } from './FieldChanges.js';
import { settingChanges } from './setting-changes.js';
import classes from './Publish.module.css';

const MOST = 12;

const NONE: FieldChange[] = [];

/** What changes between two graphs, step by step, in words: what each said before, and what it says then. */
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
  const words = useSummaryWords();
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
  const changesOf = (id: string): FieldChange[] => {
    const [one, other] = [before, after].map((graph) => graph.nodes.find((node) => node.id === id));
    return one && other
      ? fieldChanges(one, other, workspace.entryOf(other.type, other.data.version), words)
      : NONE;
  };
  const touched = new Set([...diff.added, ...diff.removed]);
  const rows = [
    ...diff.added.map((id) => ({ tone: 'go' as const, kind: t('new'), says: name(id), changes: NONE })),
    ...diff.changed.map((id) => ({
      tone: 'wait' as const,
      kind: t('changed'),
      says: name(id),
      changes: changesOf(id),
    })),
    ...diff.removed.map((id) => ({ tone: 'stop' as const, kind: t('gone'), says: name(id), changes: NONE })),
    ...diff.ways
      .filter((way) => !touched.has(way.source))
      .map((way) => ({
        tone: 'wait' as const,
        kind: t('leads elsewhere'),
        changes: NONE,
        says: `${name(way.source)}, ${quoted(port(way.source, way.port))}: ${name(way.before)} → ${name(way.after)}`,
      })),
    ...(diff.settings
      ? [
          {
            tone: 'wait' as const,
            kind: t('changed'),
            says: t('The journey’s settings'),
            changes: settingChanges(before.settings, after.settings, words),
          },
        ]
      : []),
  ];
  if (rows.length === 0) return <p className={classes.dim}>{t('Nothing that people would notice.')}</p>;
  return (
    <ul className={classes.changes}>
      {rows.slice(0, MOST).map(({ tone, kind, says, changes }, index) => (
        <li key={index}>
          <Chip tone={tone}>{kind}</Chip> {says}
          <FieldChanges changes={changes} />
        </li>
      ))}
      {rows.length > MOST && <li>{t('and {rows} more', { rows: rows.length - MOST })}</li>}
    </ul>
  );
}
