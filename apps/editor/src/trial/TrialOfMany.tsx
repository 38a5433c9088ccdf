import { Trans } from '@lingui/react';
import { Table } from '@mantine/core';
import type { SimulatedPeople } from '@signalbox/api/contract';
import { formatCount, formatDecimal } from '../format/number.js';
import { titleFromName } from '../format/words.js';
import { nodeById } from '../document/index.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { useWorkspace } from '../workspace/workspace.js';
import classes from './TrialDrawer.module.css';

/** What many people's passages come to, in the same unit as the counts on the canvas. */
export function TrialOfMany({ trial }: { trial: SimulatedPeople }) {
  const workspace = useWorkspace();
  const nameOf = (nodeId: string) => {
    const node = nodeById(workspace.history.get(), nodeId);
    return node?.data.name || workspace.catalogue.find(({ type }) => type === node?.type)?.title || nodeId;
  };
  const perPerson = trial.people === 0 ? 0 : trial.texts / trial.people;
  return (
    <section aria-label={t('What it would come to')} aria-live="polite">
      <p className={classes.sum}>
        <Trans
          id="<b>{texts}</b> texts to <b2>{people}</b2> people: {perPerson} each, in {parts} parts. Reckoned in {seconds} s."
          values={{
            texts: formatCount(trial.texts),
            people: formatCount(trial.people),
            perPerson: formatDecimal(perPerson, 2),
            parts: formatCount(trial.parts),
            seconds: formatDecimal(trial.ranMs / 1_000, 1),
          }}
          components={{ b: <b className="num" />, b2: <b className="num" /> }}
        />
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
