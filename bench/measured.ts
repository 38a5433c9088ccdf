import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

/** What one measurement found; `bench.mjs` gathers these lines into docs/reports/bench.md. */
export interface Measured {
  question: string;
  here: string;
  /** The same by hand-written workflows on the same server. */
  handWritten?: string;
  ratio?: number;
  /** What is promised. */
  promised?: string;
}

export function tell({ question, here, handWritten = '', ratio, promised = '' }: Measured): void {
  const cells = [question, here, handWritten, ratio === undefined ? '' : `${ratio.toFixed(2)} x`, promised];
  console.log(`| ${cells.join(' | ')} |`);
}

/** True when the sizes that take long are asked for. */
export const isLong = process.env.SIGNALBOX_BENCH === 'long';

/** The value below which a share of all values lies. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(ms < 10_000 ? 2 : 1)} s`;

/** Adds what was found to the file that SIGNALBOX_BENCH_REPORT names, if it names one. */
export function keepInReport(title: string, found: Measured[]): void {
  const file = process.env.SIGNALBOX_BENCH_REPORT;
  if (!file) return;
  if (!existsSync(file)) writeFileSync(file, PREFACE);
  const rows = found.map(({ question, here, handWritten = '', ratio, promised = '' }) => {
    const times = ratio === undefined ? '' : `${ratio.toFixed(2)} x`;
    return `| ${[question, here, handWritten, times, promised].join(' | ')} |`;
  });
  const when = new Date().toISOString().slice(0, 10);
  const load = loadavg()[1]!.toFixed(1);
  appendFileSync(
    file,
    [
      '',
      `## ${title}`,
      '',
      `${when}; ${cpus().length} cores, Node ${process.versions.node}, ${load} processes wanting them over the last five minutes.`,
      '',
      '| question | here | by hand | ratio | promised |',
      '|---|---|---|---|---|',
      ...rows,
      '',
    ].join('\n'),
  );
}

const PREFACE = `# People, events and segments, measured

Made by \`SIGNALBOX_BENCH_REPORT=<a new file> npm run bench -- people\`; \`SIGNALBOX_BENCH=long\` before it takes 1,000,000 people and
20,000,000 events. “By hand” is the same rows by one bare statement into the same table. Each part tells how many processes
wanted the machine's cores while it ran: where those are more than there are cores, times are longer by as much, and
ratios, which compare two things under the same load, say more.
`;
