import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Table.module.css';

export interface Column<Row> {
  title: ReactNode;
  /** For a title that is no words. */
  key?: string;
  /** The title is heard and not seen: of a column of buttons that say it themselves. */
  unseen?: boolean;
  cell: (row: Row) => ReactNode;
  /** Numbers stand to the right, so that their digits line up. */
  numeric?: boolean;
  /** Kept as narrow as its content. */
  narrow?: boolean;
}

interface Props<Row> {
  /** What the rows are, for those who hear the page. */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
}

const keyOf = <Row,>({ key, title }: Column<Row>) => key ?? String(title as string);

/** The one pattern for lists of records. */
export function Table<Row>({ label, columns, rows, rowKey }: Props<Row>) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={keyOf(column)} scope="col" data-numeric={column.numeric || undefined}>
                {column.unseen ? <VisuallyHidden>{column.title}</VisuallyHidden> : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td
                  key={keyOf(column)}
                  data-numeric={column.numeric || undefined}
                  data-narrow={column.narrow || undefined}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
