import type { NodeTypeEntry } from '@signalbox/engine/graph';
import type { NodeStats } from '@signalbox/api/contract';
import { Link } from 'react-router';
import { formatCount, formatMoney, formatShare } from '../format/number.js';
import { t } from '../language/t.js';
import { STATES } from '../messages/message-words.js';
import { useCell } from '../workspace/cell.js';
import { peopleBehind, textsBehind } from '../workspace/people-behind.js';
import { useWorkspace, type Counted } from '../workspace/workspace.js';
import classes from './StepCard.module.css';

interface Figure {
  label: string;
  value: number | string;
  to: string;
  tone?: 'wait' | 'stop' | 'go';
}

/** The numbers that matter for a kind of step. Each is a door to the people behind it. */
export function StepNumbers({ id, entry }: { id: string; entry: NodeTypeEntry | undefined }) {
  const workspace = useWorkspace();
  const stats = useCell(workspace.stats, (all) => all?.nodes[id]);
  const converted = useCell(workspace.stats, (all) => all?.converted ?? 0);
  const counted = useCell(workspace.counted, (now) => now);
  if (!stats || stats.entered === 0) return null;
  return (
    <div className={classes.numbers}>
      {figures(doorsOf(workspace.journeyId, id, counted), entry, stats, converted).map(
        ({ label, value, to, tone }) => (
          <Link key={label} to={to} className="nodrag nopan" data-tone={tone}>
            <b>{typeof value === 'string' ? value : formatCount(value)}</b>
            {label}
          </Link>
        ),
      )}
    </div>
  );
}

/** Where the numbers of a step lead: to the people, or to the texts. */
function doorsOf(journeyId: string, id: string, counted: Counted) {
  return {
    people: (port?: string) => peopleBehind(journeyId, { node: id, port, counted }),
    /** Of the whole journey: its goal is reached at no step. */
    atGoal: () => peopleBehind(journeyId, { goal: 'reached', counted }),
    texts: (state: string) => textsBehind(journeyId, { node: id, state, counted }),
    textsThen: (then: 'clicked' | 'ordered') => textsBehind(journeyId, { node: id, then, counted }),
  };
}

function figures(
  { people, atGoal, texts, textsThen }: ReturnType<typeof doorsOf>,
  entry: NodeTypeEntry | undefined,
  stats: NodeStats,
  converted: number,
): Figure[] {
  const { messages } = stats;
  if (entry?.sends && messages) {
    return [
      { label: t('sent'), value: messages.sent, to: texts(STATES.sent) },
      { label: t('delivered'), value: messages.delivered, to: texts(STATES.delivered) },
      { label: t('not sent'), value: messages.notSent, to: texts(STATES.notSent) },
      ...(messages.clicked > 0
        ? [
            {
              label: t('clicked'),
              value: formatShare(messages.clicked, messages.sent),
              to: textsThen('clicked'),
            },
          ]
        : []),
      ...(messages.ordered > 0
        ? [
            {
              label: t('ordered in 3 days ({ordered})', { ordered: messages.ordered }),
              value: formatMoney(messages.revenue),
              to: textsThen('ordered'),
              tone: 'go' as const,
            },
          ]
        : []),
      ...(stats.waiting > 0
        ? [
            {
              label: t('waiting to send'),
              value: stats.waiting,
              to: people('waiting'),
              tone: 'wait' as const,
            },
          ]
        : []),
      ...(messages.failed > 0
        ? [{ label: t('failed'), value: messages.failed, to: texts(STATES.failed), tone: 'stop' as const }]
        : []),
    ];
  }
  const entered: Figure = { label: t('entered'), value: stats.entered, to: people() };
  if (entry?.group === 'trigger' && converted > 0)
    return [entered, { label: t('reached the goal'), value: converted, to: atGoal(), tone: 'go' }];
  const waiting: Figure = {
    label: t('waiting now'),
    value: stats.waiting,
    to: people('waiting'),
    ...(stats.waiting > 0 ? { tone: 'wait' } : {}),
  };
  if (entry?.group === 'wait') return [waiting, entered];
  return stats.waiting > 0 ? [entered, waiting] : [entered];
}
