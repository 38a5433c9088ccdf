const DELIMITERS = [',', ';', '\t', '|'];
/** What Excel reads first, and hides: which sign stands between the cells. */
const SAYS = /^sep=(.)(?:\r\n|\r|\n|$)/i;

export interface CsvShape {
  delimiter: string;
  /** Which line names the columns, from 1. */
  headLine: number;
}

/** How a CSV file is cut into cells, by its beginning. */
export function csvShape(start: string): CsvShape {
  const said = SAYS.exec(start);
  if (said) return { delimiter: said[1]!, headLine: 2 };
  // What stands in quotes is one name, whatever is in it.
  const line = start.replace(/"(?:[^"]|"")*"/g, '').split(/\r\n|\r|\n/, 1)[0]!;
  // Spreadsheets of half of Europe write semicolons.
  const [delimiter] = [...DELIMITERS].sort((a, b) => line.split(b).length - line.split(a).length);
  return { delimiter: delimiter!, headLine: 1 };
}
