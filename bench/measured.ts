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
