import { Trans } from '@lingui/react';
import { Alert, Table } from '@mantine/core';
import type { KeptOutBy, SimulatedPeople } from '@signalbox/api/contract';
import { formatCount, formatDecimal } from '../format/number.js';
import { titleFromName } from '../format/words.js';
import { nodeById } from '../document/index.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { useWorkspace } from '../workspace/workspace.js';
import { Counts } from './Counts.js';
import { keptOutWords } from './kept-out-words.js';
import classes from './TrialDrawer.module.css';

/** What many people's passages come to, in the same unit as the counts on the canvas. */
export function TrialOfMany({ trial }: { trial: SimulatedPeople }) {
  const workspace = useWorkspace();
  const nameOf = (nodeId: string) => {
    const node = nodeById(workspace.history.get(), nodeId);
    return node?.data.name || workspace.catalogue.find(({ type }) => type === node?.type)?.title || nodeId;
  };
  const keptOut = (Object.entries(trial.notLetIn) as [KeptOutBy, number][]).filter(([, count]) => count > 0);
  const keptOutCount = keptOut.reduce((sum, [, count]) => sum + count, 0);
  const people = trial.people - keptOutCount;
  const perPerson = people === 0 ? 0 : trial.texts / people;
  return (
    <section aria-label={t('What it would come to')} aria-live="polite">
      {keptOut.length > 0 && (
        <Alert
          color="yellow"
          mb="md"
          title={t('Live, {count} of {people} people would not be let in', {
            count: formatCount(keptOutCount),
            people: formatCount(trial.people),
          })}
        >
          {keptOut.length === 1
            ? keptOutWords[keptOut[0]![0]]
            : keptOut.map(([by, count]) => (
                <div key={by}>{`${formatCount(count)}: ${keptOutWords[by]}`}</div>
              ))}
        </Alert>
      )}
      <p className={classes.sum}>
        <Trans
          id="<b>{texts}</b> texts to <b2>{people}</b2> people: {perPerson} each, in {parts} parts. Reckoned in {seconds} s."
          values={{
            texts: formatCount(trial.texts),
            people: formatCount(people),
            perPerson: formatDecimal(perPerson, 2),
            parts: formatCount(trial.parts),
            seconds: formatDecimal(trial.ranMs / 1_000, 1),
          }}
          components={{ b: <b className="num" />, b2: <b className="num" /> }}
        />
      </p>
      <Counts title={t('Why texts would not have gone')} counted={trial.notSent} />
      <Counts title={t('What texts would have waited for')} counted={trial.held} />
      <p className={classes.hint}>
        {t(
          'Each text is judged as a real one: number, consent, STOP, hours, limits, the codes that are left. The pace of the carrier, the day’s spending limit and other journeys’ texts to come are not counted.',
        )}
      </p>
      <Table aria-label={t('By outcome')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('Leave as')}</Table.Th>
            <Table.Th ta="right">{t('People')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {Object.entries(trial.ended).map(([outcome, count]) => (
            <Table.Tr key={outcome}>
              <Table.Td>{titleFromName(said(outcome))}</Table.Td>
              <Table.Td ta="right" className="num">
                {formatCount(count)}
              </Table.Td>
            </Table.Tr>
          ))}
          {trial.inside > 0 && (
            <Table.Tr>
              <Table.Td>{t('Still inside')}</Table.Td>
              <Table.Td ta="right" className="num">
                {formatCount(trial.inside)}
              </Table.Td>
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
      <Table mt="md" aria-label={t('By step')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('Step')}</Table.Th>
            <Table.Th ta="right">{t('Come')}</Table.Th>
            <Table.Th ta="right">{t('Waiting')}</Table.Th>
            <Table.Th ta="right">{t('End here')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {Object.entries(trial.nodes).map(([nodeId, { entered, waiting, endedHere }]) => (
            <Table.Tr key={nodeId}>
              <Table.Td>{nameOf(nodeId)}</Table.Td>
              <Table.Td ta="right" className="num">
                {formatCount(entered)}
              </Table.Td>
              <Table.Td ta="right" className="num">
                {formatCount(waiting)}
              </Table.Td>
              <Table.Td ta="right" className="num">
                {formatCount(endedHere)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
