import { Table } from '@mantine/core';
import type { Backtest } from '@signalbox/api/contract';
import { formatCount } from '../format/number.js';
import { said } from '../language/said.js';
import classes from './PastReplay.module.css';

/** How many of each kind, under a title; nothing where there are none. */
export function Counts({ title, counted }: { title: string; counted: Backtest['notSent'] }) {
  if (counted.length === 0) return null;
  return (
    <>
      <h3 className={classes.title}>{title}</h3>
      <Table aria-label={title}>
        <Table.Tbody>
          {counted.map(({ code, reason, count }) => (
            <Table.Tr key={code}>
              <Table.Td>{said(reason)}</Table.Td>
              <Table.Td ta="right" className="num">
                {formatCount(count)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
