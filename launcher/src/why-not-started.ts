/** What a program printed last: as many lines tell why. */
const LINES = 3;

/**
 * Why a part of Signalbox is not there, for whoever waits for it: what it said last, where the rest stands, and what to do.
 * @param hasEnded it ended by itself, again and again; else it is still at it when nobody waits any longer
 * @param lacks what is still missing, if anything tells
 */
export function whyNotStarted({
  name,
  output,
  hasEnded,
  waitedMs,
  lacks = '',
  logFile,
}: {
  name: string;
  output: string;
  hasEnded: boolean;
  waitedMs: number;
  lacks?: string;
  logFile: string;
}): string {
  const said = lastLines(output);
  const minutes = Math.round(waitedMs / 60_000);
  return [
    hasEnded
      ? `The ${name} did not start: it ended each time.`
      : `The ${name} is not ready after ${minutes} minutes.${lacks && ` What is missing: ${lacks}.`}`,
    ...(said.length > 0 ? ['It said last:', ...said.map((line) => `  ${line}`)] : ['It has said nothing.']),
    `All that it said is in ${logFile}.`,
    ...(hasEnded
      ? []
      : ['If this machine is busy, stop what else it does, then run npm start again: nothing is lost.']),
  ].join('\n');
}

function lastLines(output: string): string[] {
  const lines = output
    .trim()
    .split('\n')
    // The second is Node's own, of `--watch`; why is in the line above it.
    .filter((line) => line && !line.startsWith('    at ') && !line.includes('Failed running '))
    .map(sentenceOf);
  return lines.filter((line, at) => line !== lines[at - 1]).slice(-LINES);
}

/** A line of our own logs is JSON, and its sentence one field of it. */
function sentenceOf(line: string): string {
  try {
    return (JSON.parse(line) as { msg?: string }).msg ?? line;
  } catch {
    return line;
  }
}
