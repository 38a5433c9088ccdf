import type { Simulated, SimulatedPeople } from '@signalbox/api/contract';
import {
  durationInWords,
  findEntry,
  portsOf,
  type Catalogue,
  type JourneyGraph,
} from '@signalbox/engine/graph';
import { sinceStart } from './durations.js';
import { stepName } from './faults.js';
import { inOrder } from './in-order.js';
import { paint, wrap } from './terminal.js';

const BEHIND_TIME = 18;

const keptOutWords: { [by in NonNullable<Simulated['notLetIn']>]: string } = {
  dates: 'Nobody comes in at this time: the journey’s dates keep it closed.',
  trigger: 'The trigger asks for something else of the event.',
  filter: 'The journey’s rule of who may enter keeps them out.',
};

/** What one person would go through: each step with its reason, each text as the phone shows it. */
export function traceLines(title: string, { steps, texts, end, notLetIn, ranMs }: Simulated): string[] {
  const startMs = Date.parse(steps[0]?.enteredAt ?? end?.at ?? new Date(0).toISOString());
  const lines = steps.flatMap((step) => {
    const port = step.port === null ? '' : ` → ${step.portLabel ?? step.port}`;
    const at = sinceStart(Date.parse(step.enteredAt) - startMs);
    const sent = texts.filter(
      ({ nodeId, at: sentAt }) =>
        nodeId === step.nodeId && sentAt >= step.enteredAt && (!step.leftAt || sentAt <= step.leftAt),
    );
    return [
      `  ${paint('dim', at)}  ${paint('bold', step.nodeName)}${port}`,
      ...(step.reason ? [wrap(step.reason, BEHIND_TIME)] : []),
      ...sent.map(({ text, parts }) =>
        paint(
          'cyan',
          `${wrap(text, BEHIND_TIME + 2).replace(/^(\s+) {2}/gm, '$1│ ')} (${partsWords(parts)})`,
        ),
      ),
    ];
  });
  const tookMs = end ? Date.parse(end.at) - startMs : 0;
  return [
    title,
    ...(notLetIn ? [paint('yellow', `Live they would not come in. ${keptOutWords[notLetIn]}`)] : []),
    '',
    ...lines,
    '',
    end
      ? `Leaves as “${end.outcome}” ${tookMs < 1_000 ? 'at once' : `after ${durationInWords(tookMs)}`}.`
      : paint('yellow', 'Still inside at the end of that time.'),
    paint('dim', `${textsWords(texts.length)}; nobody was texted. Reckoned in ${ranMs} ms.`),
  ];
}

/** What many people come to: how many came to each step, and by which way they left it. */
export function peopleLines(graph: JourneyGraph, result: SimulatedPeople, catalogue: Catalogue): string[] {
  const { people, texts, parts, inside, ended, nodes, notLetIn, ranMs } = result;
  const rows = inOrder(graph).flatMap(({ id, type, data }) => {
    const counts = nodes[id];
    if (!counts) return [];
    const entry = findEntry(catalogue, { type, version: data.version });
    const ports = entry ? portsOf(entry, data.config) : [];
    const left = Object.entries(counts.left).map(
      ([port, count]) => `${ports.find(({ name }) => name === port)?.label ?? port} ${count}`,
    );
    const rest = [
      ...left,
      ...(counts.endedHere > 0 ? [`ended here ${counts.endedHere}`] : []),
      ...(counts.waiting > 0 ? [`waiting ${counts.waiting}`] : []),
    ];
    return [{ entered: counts.entered, name: stepName(graph, catalogue, id), rest: rest.join(', ') }];
  });
  const keptOut = notLetIn.dates + notLetIn.trigger + notLetIn.filter;
  const width = Math.min(32, Math.max(0, ...rows.map(({ name }) => name.length)));
  return [
    `${people} people, ${textsWords(texts)} in ${partsWords(parts)}${keptOut > 0 ? `, ${keptOut} not let in` : ''}`,
    '',
    ...rows.map(
      ({ entered, name, rest }) =>
        `  ${String(entered).padStart(7)}  ${paint('bold', name.padEnd(width))}  ${rest}`,
    ),
    '',
    ...Object.entries(ended).map(
      ([outcome, count]) => `  ${String(count).padStart(7)}  leave as “${outcome}”`,
    ),
    ...(inside > 0 ? [`  ${String(inside).padStart(7)}  are still inside`] : []),
    paint('dim', `Nobody was texted. Reckoned in ${ranMs} ms.`),
  ];
}

const textsWords = (count: number) => `${count} text${count === 1 ? '' : 's'}`;
const partsWords = (count: number) => `${count} part${count === 1 ? '' : 's'}`;
