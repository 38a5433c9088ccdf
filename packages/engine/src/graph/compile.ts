import { buildPlan } from './build-plan.js';
import type { Catalogue } from './catalogue.js';
import { checkAudience } from './check-audience.js';
import { checkExits } from './check-exits.js';
import { checkKeywords, type IsTaken, type KeywordInUse } from './check-keywords.js';
import { checkOffers } from './check-offers.js';
import { checkSchedule, type ScheduleStands } from './check-schedule.js';
import { checkReplies, type Hearing } from './check-replies.js';
import { checkSettings } from './check-settings.js';
import { checkSigns, type IsDeaf } from './check-signs.js';
import type { Diagnostic } from './diagnostic.js';
import type { JourneyGraph, NodeId, PortName } from './journey-graph.js';
import type { Plan } from './plan.js';
import { portsOf } from './ports.js';
import { findRestlessLoop, mostSends, reachableFrom, type Ways } from './reachability.js';
import { portsAtOnce, surelyHolds } from './ports-at-once.js';
import { readSteps, type OwnCheck, type Step, type TextFault } from './read-steps.js';
import type { Reference } from './references.js';
import { readWays, type WaysOut } from './read-ways.js';
import { Report } from './report.js';

export type CompileResult =
  { plan: Plan; diagnostics: Diagnostic[] } | { plan: null; diagnostics: Diagnostic[] };

/** What only the server knows; the editor compiles without. */
export interface CompileOptions {
  /** The checks that node types bring as code. */
  ownCheck?: OwnCheck;
  textFault?: TextFault;
  /** Whether replies to our texts reach us. */
  hearing?: Hearing;
  isDeaf?: IsDeaf;
  isTaken?: IsTaken;
  /** Keywords by which something else starts. */
  keywordsInUse?: KeywordInUse[];
  /** How a campaign's time stands. */
  scheduleStands?: ScheduleStands;
  /** Unix milliseconds, for what may be over by now; without a clock nothing is. */
  nowMs?: number;
  /** Those of `referencesIn` that name nothing that is there. */
  missing?: Reference[];
  /** Those of them that name a pool of codes in which none is left. */
  empty?: Reference[];
}

/** More texts than this from one entry are worth a second thought: "fewer, better messages". */
const MANY_MESSAGES = 3;

/**
 * Compiles a journey graph into the plan that a worker runs. There is a plan exactly if no diagnostic is an error.
 * Pure, and never throws on user input: every problem becomes a diagnostic that names its node and field.
 * @param graph what `parseGraph` returned
 */
export function compile(
  graph: JourneyGraph,
  catalogue: Catalogue,
  {
    ownCheck,
    textFault,
    hearing = 'all',
    isDeaf = () => hearing === 'none',
    isTaken = () => false,
    keywordsInUse = [],
    scheduleStands = () => 'to-come',
    nowMs = -Infinity,
    missing = [],
    empty = [],
  }: CompileOptions = {},
): CompileResult {
  const report = new Report();
  const { diagnostics } = report;
  checkExits(graph.settings.exits, report);
  checkSettings(graph.settings, report);
  const steps = readSteps(graph, catalogue, report, { ownCheck, textFault });
  reportMissing(missing, report);
  for (const { nodeId, field } of empty) report.warning('no-codes-left', NO_CODES, nodeId, field);
  const waysOut = readWays(graph, steps, report);
  // What leads to and from a step that is not understood can't be judged.
  if (graph.nodes.some((node) => !steps.has(node.id))) return { plan: null, diagnostics };
  const trigger = findTrigger(steps, report);
  if (!trigger) return { plan: null, diagnostics };
  checkAudience(trigger, report);
  checkKeywords(trigger, { isTaken, inUse: keywordsInUse }, report);
  if (!report.hasErrors) checkSchedule(trigger, scheduleStands, report);
  checkReplies(steps.values(), hearing, report);
  checkSigns(steps, isDeaf, report);

  const ways: Ways = new Map(
    [...waysOut].map(([id, ports]) => [
      id,
      Object.values(ports).filter((target): target is NodeId => target !== null),
    ]),
  );
  const reached = reachableFrom(trigger.node.id, ways);
  reportUnreachable(steps, reached, report);
  reportOpenPorts(steps, waysOut, reached, report);
  reportLoops(steps, waysOut, report);
  reportManyMessages(trigger, steps, ways, report);
  checkOffers(trigger, steps, ways, nowMs, report);

  if (report.hasErrors) return { plan: null, diagnostics };
  return { plan: buildPlan(graph, trigger, steps, waysOut, reached), diagnostics };
}

const NO_CODES =
  'No codes are left in this pool, and a text without its code is not sent. Add codes under Coupons.';

const MISSING: { [kind in Reference['kind']]: string } = {
  segment: 'This segment is not there any more, so that nobody is in it. Choose another.',
  coupon: 'There is no such pool of codes yet, so that nobody gets a code. Add one, or choose another.',
  journey: 'This journey is not there any more, so that nobody comes into it. Choose another.',
};

function reportMissing(missing: Reference[], report: Report): void {
  for (const { kind, nodeId, field } of missing) {
    report.warning('not-there', MISSING[kind], nodeId, field);
  }
}

function findTrigger(steps: Map<NodeId, Step>, report: Report): Step | null {
  const [trigger, ...others] = [...steps.values()].filter((step) => step.entry.group === 'trigger');
  if (!trigger) {
    report.error('no-trigger', 'Nothing starts this journey. Add a trigger, such as “Event happens”.');
    return null;
  }
  for (const other of others) {
    report.error(
      'several-triggers',
      `“${other.name}” is a second trigger. A journey has one; remove the others.`,
      other.node.id,
    );
  }
  return trigger;
}

function reportUnreachable(steps: Map<NodeId, Step>, reached: Set<NodeId>, report: Report): void {
  for (const { node, name, entry } of steps.values()) {
    if (reached.has(node.id) || entry.group === 'trigger') continue;
    report.warning('unreachable-node', `Nobody can come to “${name}”. Connect it, or remove it.`, node.id);
  }
}

function reportOpenPorts(
  steps: Map<NodeId, Step>,
  waysOut: WaysOut,
  reached: Set<NodeId>,
  report: Report,
): void {
  for (const [id, { entry, config, name }] of steps) {
    if (!reached.has(id)) continue;
    for (const port of portsOf(entry, config)) {
      if (port.optional || waysOut.get(id)?.[port.name] !== null) continue;
      report.error(
        'open-port',
        `“${port.label}” of “${name}” leads nowhere. Connect it to a step, for instance to an end.`,
        id,
        port.name,
      );
    }
  }
}

function reportLoops(steps: Map<NodeId, Step>, waysOut: WaysOut, report: Report): void {
  const portsTo = (id: NodeId): [PortName, NodeId][] => {
    const ports = waysOut.get(id)!;
    return portsAtOnce(steps.get(id)!).flatMap((port) => (ports[port] ? [[port, ports[port]]] : []));
  };
  const restless: Ways = new Map(
    [...steps.keys()].map((id) => [id, portsTo(id).map(([, target]) => target)]),
  );
  const circle = findRestlessLoop(steps.keys(), restless);
  if (!circle) return;
  const { name } = steps.get(circle[0]!)!;
  const hasty = circle.findIndex((id) => surelyHolds(steps.get(id)!.entry));
  if (hasty === -1) {
    report.error(
      'loop-without-wait',
      `“${name}” is part of a circle in which nobody ever waits. Put a wait into it.`,
      circle[0],
    );
    return;
  }
  const step = steps.get(circle[hasty]!)!;
  const next = circle[(hasty + 1) % circle.length];
  const [port] = portsTo(step.node.id).find(([, target]) => target === next)!;
  const { label } = portsOf(step.entry, step.config).find((one) => one.name === port)!;
  report.error(
    'loop-without-wait',
    `“${step.name}” is part of a circle in which somebody may never wait: by “${label}” people may go on at once. Put a wait into it.`,
    step.node.id,
  );
}

function reportManyMessages(trigger: Step, steps: Map<NodeId, Step>, ways: Ways, report: Report): void {
  const messages = mostSends(trigger.node.id, ways, (id) => steps.get(id)!.entry.sends);
  if (messages > MANY_MESSAGES) {
    const count = messages === Infinity ? 'texts without end' : `${messages} texts`;
    report.warning(
      'many-messages',
      `One person can get ${count} from one entry. Fewer, better ones work better.`,
    );
  }
}
