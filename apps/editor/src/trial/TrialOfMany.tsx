import { Table } from '@mantine/core';
import type { SimulatedPeople } from '@signalbox/api/contract';
import { formatCount } from '../format/number.js';
import { titleFromName } from '../format/words.js';
import { nodeById } from '../document/index.js';
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
    <section aria-label="What it would come to" aria-live="polite">
      <p className={classes.sum}>
        <b className="num">{formatCount(trial.texts)}</b> texts to{' '}
        <b className="num">{formatCount(trial.people)}</b> people: {perPerson.toFixed(2)} each, in{' '}
        {formatCount(trial.parts)} parts. Reckoned in {(trial.ranMs / 1_000).toFixed(1)} s.
      </p>
      <Table aria-label="By outcome">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Leave as</Table.Th>
            <Table.Th ta="right">People</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {Object.entries(trial.ended).map(([outcome, count]) => (
            <Table.Tr key={outcome}>
              <Table.Td>{titleFromName(outcome)}</Table.Td>
              <Table.Td ta="right" className="num">
                {formatCount(count)}
              </Table.Td>
            </Table.Tr>
          ))}
          {trial.inside > 0 && (
            <Table.Tr>
              <Table.Td>Still inside</Table.Td>
              <Table.Td ta="right" className="num">
                {formatCount(trial.inside)}
              </Table.Td>
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
      <Table mt="md" aria-label="By step">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Step</Table.Th>
            <Table.Th ta="right">Come</Table.Th>
            <Table.Th ta="right">Wait</Table.Th>
            <Table.Th ta="right">End here</Table.Th>
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
