import type { AtOnce } from '@signalbox/nodes/kernel';
import type { NodeTypeEntry } from './catalogue.js';
import type { PortName } from './journey-graph.js';
import { portsOf } from './ports.js';
import type { Step } from './read-steps.js';

/** A text may be held by sending hours, but by day a circle of texts would go round without a pause. */
export const surelyHolds = ({ holds, sends }: NodeTypeEntry): boolean => holds && !sends;

/** The ways out by which somebody may leave a step at the instant of coming to it. */
export function portsAtOnce({ entry, config }: Pick<Step, 'entry' | 'config'>): PortName[] {
  const ports = portsOf(entry, config).map(({ name }) => name);
  if (!surelyHolds(entry)) return ports;
  const cases = (entry.atOnce ?? []).filter((one) => applies(one, config));
  return ports.filter((port) =>
    cases.some(
      ({ ports: named }) =>
        !named || named.includes(port) || (named.includes('*') && !Object.hasOwn(entry.ports, port)),
    ),
  );
}

function applies({ when, pace }: AtOnce, config: Step['config']): boolean {
  if (when && config[when.field] !== when.equals) return false;
  return !pace || Number(config[pace.everyMs]) / Number(config[pace.count]) < pace.belowMs;
}
