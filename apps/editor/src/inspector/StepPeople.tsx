import type { GraphNode, NodeTypeEntry } from '@signalbox/engine/graph';
import { Link } from 'react-router';
import { formatCount } from '../format/number.js';
import { titleFromName } from '../format/words.js';
import { STATES } from '../messages/message-words.js';
import { useCell } from '../workspace/cell.js';
import { peopleBehind, textsBehind } from '../workspace/people-behind.js';
import { shownPorts } from '../workspace/ports.js';
import { useDocument, useWorkspace } from '../workspace/workspace.js';
import { countedWords } from '../journey/counted-words.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { CampaignList } from './CampaignList.js';
import { ExperimentTable } from './ExperimentTable.js';
import { HoldOutTable } from './HoldOutTable.js';
import classes from './Inspector.module.css';

/** What became of everybody who came to a step: the numbers add up, and each is a door. */
export function StepPeople({ node, entry }: { node: GraphNode; entry: NodeTypeEntry | undefined }) {
  const { journeyId } = useWorkspace();
  return (
    <>
      {entry?.starts?.clock === 'schedule' && <CampaignList journeyId={journeyId} />}
      {node.type === 'experiment' && <ExperimentTable journeyId={journeyId} nodeId={node.id} />}
      {node.type === 'random-split' && Number(node.data.config.holdOut) > 0 && (
        <HoldOutTable journeyId={journeyId} nodeId={node.id} />
      )}
      <StepCounts node={node} />
    </>
  );
}

function StepCounts({ node }: { node: GraphNode }) {
  const workspace = useWorkspace();
  const stats = useCell(workspace.stats, (all) => all?.nodes[node.id]);
  const doc = useDocument((all) => all);
  const counted = useCell(workspace.counted, (now) => now);
  if (!stats || stats.entered === 0) return <p>{t('Nobody has come here yet.')}</p>;
  const people = (port?: string) => peopleBehind(workspace.journeyId, { node: node.id, port, counted });
  const notSent = (reason: string) =>
    textsBehind(workspace.journeyId, { node: node.id, state: STATES.notSent, reason, counted });
  const labels = new Map(shownPorts(workspace, node, doc).map((port) => [port.name, port.label]));
  const reasons = Object.entries(stats.messages?.reasons ?? {});
  return (
    <>
      <p className={classes.counted}>{t('{counted}, in entries.', { counted: countedWords(counted) })}</p>
      <dl className={classes.numbers}>
        <dt>{t('Entered')}</dt>
        <dd>
          <Link to={people()}>{formatCount(stats.entered)}</Link>
        </dd>
        <dt>{t('Waiting now')}</dt>
        <dd>
          <Link to={people('waiting')}>{formatCount(stats.waiting)}</Link>
        </dd>
        {Object.entries(stats.left).map(([port, count]) => (
          <Row
            key={port}
            label={t('Left by “{port}”', { port: labels.get(port) ?? port })}
            count={count}
            to={people(port)}
          />
        ))}
        <Row label={t('Ended here')} count={stats.endedHere} to={people('ended')} />
      </dl>
      {reasons.length > 0 && (
        <>
          <h2 className={classes.title} style={{ marginTop: 24 }}>
            {t('Why not sent')}
          </h2>
          <dl className={classes.numbers}>
            {reasons.map(([reason, count]) => (
              <Row key={reason} label={said(titleFromName(reason))} count={count} to={notSent(reason)} />
            ))}
          </dl>
        </>
      )}
    </>
  );
}

function Row({ label, count, to }: { label: string; count: number; to?: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{to ? <Link to={to}>{formatCount(count)}</Link> : formatCount(count)}</dd>
    </>
  );
}
