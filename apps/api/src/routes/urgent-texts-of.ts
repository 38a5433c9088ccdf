import type { JourneyGraph, Plan } from '@signalbox/engine/graph';

/** How many texts with an end time one entry brings a person: whatever they do, and at the most. */
export interface UrgentTexts {
  least: number;
  most: number;
}

interface Walked {
  isUrgent: boolean;
  /** Where to, by port. */
  next: [port: string, to: string][];
}

const isUrgentStep = ({ offerEndsAt }: { [field: string]: unknown }): boolean =>
  typeof offerEndsAt === 'string' && offerEndsAt !== '';

export const isUrgentPlan = ({ nodes }: Plan): boolean =>
  Object.values(nodes).some(({ config }) => isUrgentStep(config));

export const isUrgentGraph = ({ nodes }: JourneyGraph): boolean =>
  nodes.some(({ data }) => isUrgentStep(data.config));

export const urgentTextsOfPlan = ({ nodes, trigger }: Plan): UrgentTexts =>
  urgentTextsFrom(
    trigger.nodeId,
    new Map(
      Object.entries(nodes).map(([id, { config, next }]) => [
        id,
        {
          isUrgent: isUrgentStep(config),
          next: Object.entries(next).flatMap(([port, to]) => (to === null ? [] : [[port, to]])),
        },
      ]),
    ),
  );

/** @param from the trigger's id */
export const urgentTextsOfGraph = ({ nodes, edges }: JourneyGraph, from: string): UrgentTexts =>
  urgentTextsFrom(
    from,
    new Map(
      nodes.map(({ id, data }) => [
        id,
        {
          isUrgent: isUrgentStep(data.config),
          next: edges
            .filter(({ source }) => source === id)
            .map(({ sourceHandle, target }) => [sourceHandle ?? '', target]),
        },
      ]),
    ),
  );

/** A campaign comes in time to what it waits for, and each text leaves: what else may happen brings fewer. */
const goesOn = ([port]: [string, string], { isUrgent }: Walked): boolean =>
  port !== 'passed' && (!isUrgent || port === 'sent');

/** Of whoever gets any: people who are left alone on purpose lose nothing. */
function urgentTextsFrom(trigger: string, steps: Map<string, Walked>): UrgentTexts {
  const after = new Map<string, UrgentTexts>();
  const from = (id: string): UrgentTexts => {
    const known = after.get(id);
    const step = steps.get(id);
    if (known || !step) return known ?? NONE;
    // A way back brings no more than once around.
    after.set(id, NONE);
    const ways = step.next.filter((way) => goesOn(way, step)).map(([, to]) => from(to));
    const own = step.isUrgent ? 1 : 0;
    const counted = {
      least: own + Math.min(...(ways.length > 0 ? ways : [NONE]).map(({ least }) => least)),
      most: own + Math.max(0, ...ways.map(({ most }) => most)),
    };
    after.set(id, counted);
    return counted;
  };
  const { most } = from(trigger);
  const firsts = firstUrgent(trigger, steps).map((id) => from(id).least);
  return { least: firsts.length > 0 ? Math.min(...firsts) : 0, most };
}

const NONE: UrgentTexts = { least: 0, most: 0 };

/** The steps whose text may be somebody's first with an end time. */
function firstUrgent(trigger: string, steps: Map<string, Walked>): string[] {
  const seen = new Set<string>();
  const firsts: string[] = [];
  const ahead = [trigger];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    const step = steps.get(id);
    if (!step || seen.has(id)) continue;
    seen.add(id);
    if (step.isUrgent) firsts.push(id);
    else ahead.push(...step.next.map(([, to]) => to));
  }
  return firsts;
}
