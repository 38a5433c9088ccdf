import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { compile } from '../../src/graph/index.js';
import type { Plan } from '../../src/graph/plan.js';
import type {
  ActivityInput,
  Checkpoint,
  EvaluateInput,
  Interrupt,
  RunStart,
} from '../../src/interpret/index.js';
import { matchingRefs } from '../../src/simulate/script.js';
import { bundleWorkflows, deliver, interruptRun, runWorkflowId, startRun } from '../../src/temporal/index.js';
import type { History } from '../conformance/recorded-history.js';
import { startOf } from '../plans.js';
import {
  clockOf,
  openTemporal,
  setSkipping,
  skipTo,
  type RunningWorker,
  type TemporalWorld,
} from '../temporal-world.js';
import { longerWaits } from './random-graph.js';
import { activityNames, Answers } from './answers.js';
import type { Happening, InterruptKind, Story, ToldEvent } from './story.js';
import { stepsOf, type Trace } from './trace.js';

/** What became of a story on the real server. */
interface Performance {
  plan: Plan;
  /** Those that it may have moved to, by hash. */
  plans: Record<string, Plan>;
  start: RunStart;
  trace: Trace;
  /** Whether the run was met by workers that had not begun it. */
  metNewWorkers: boolean;
  /** Of each execution of the run, the first first. */
  histories: History[];
}

/** A real server and workers on which any number of stories run side by side, each on a clock of its own. */
export interface Stage {
  perform(story: Story): Promise<Performance>;
  /** Stops all workers, whatever their runs are doing, and starts new ones, which know nothing of them. */
  restartWorkers(): Promise<void>;
  close(): Promise<void>;
}

/** More than any story skips: past it a run would sit out its waits in real time. */
const SKIPS = 10_000;
/** No story takes so long unless it never ends; it is then ended from outside, as a restart of the journey would. */
const PATIENCE_MS = 60_000;

interface Actor {
  answers: Answers;
  checkpoints: Checkpoint[];
  paused: boolean;
  pausedAtMs?: number;
  /** What is still to come in while an activity is under way. */
  meanwhile: (() => Promise<unknown>) | null;
  stands: (checkpoint: Checkpoint) => void;
}

export async function openStage(): Promise<Stage> {
  const actors = new Map<string, Actor>();
  let restarts = 0;
  const [straight, continuing] = await Promise.all(
    ['workflows.ts', 'workflows-continuing.ts'].map((file) => openTroupe(file, actors)),
  );
  return {
    async perform(story) {
      const restartsBefore = restarts;
      const { temporal } = story.continuing ? continuing! : straight!;
      const performed = await perform(temporal, actors, story);
      return { ...performed, metNewWorkers: restarts > restartsBefore };
    },
    async restartWorkers() {
      restarts += 1;
      await Promise.all([straight!.restart(), continuing!.restart()]);
    },
    async close() {
      await Promise.all([straight!.close(), continuing!.close()]);
    },
  };
}

/** One kind of workflow with a task queue and a worker of its own. */
async function openTroupe(file: string, actors: Map<string, Actor>) {
  const temporal = await openTemporal();
  // Each run stands still until its story moves its clock.
  temporal.skipping.config = { enabled: false };
  const path = fileURLToPath(new URL(`../conformance/${file}`, import.meta.url));
  const bundle = await bundleWorkflows(path);
  const activities = activitiesOf(actors);
  let worker: RunningWorker = await temporal.work(bundle, activities);
  return {
    temporal,
    async restart() {
      await worker.stop();
      worker = await temporal.work(bundle, activities);
    },
    async close() {
      await worker.stop();
      await temporal.close();
    },
  };
}

function activitiesOf(actors: Map<string, Actor>) {
  const nodeActivities = activityNames().map((name) => [
    name,
    async (input: ActivityInput) => {
      const actor = actors.get(input.runId)!;
      const { meanwhile, paused } = actor;
      actor.meanwhile = null;
      await meanwhile?.();
      return paused ? { value: null, paused } : { value: actor.answers.activity(name, input), paused };
    },
  ]);
  return {
    checkpoint: async (checkpoint: Checkpoint) => {
      const actor = actors.get(checkpoint.runId)!;
      if (actor.paused && checkpoint.unlessPaused) return { paused: true };
      actor.checkpoints.push(checkpoint);
      actor.stands(checkpoint);
      return { paused: actor.paused };
    },
    evaluate: async ({ runId, groups }: EvaluateInput) => {
      const { answers, paused } = actors.get(runId)!;
      return { value: groups.map(answers.group), paused };
    },
    ...Object.fromEntries(nodeActivities),
  };
}

async function perform(
  { client, taskQueue, plans }: TemporalWorld,
  actors: Map<string, Actor>,
  story: Story,
): Promise<Omit<Performance, 'metNewWorkers'>> {
  const plan = compile(story.graph, builtInCatalogue()).plan!;
  const startedAtMs = Date.now();
  const planHash = randomUUID();
  const start: RunStart = {
    ...startOf(startedAtMs, randomUUID()),
    contactId: `contact-${story.salt}`,
    planHash,
  };
  const later = compile(longerWaits(story.graph), builtInCatalogue()).plan ?? plan;
  const laterHash = `${planHash}-later`;
  plans.set(planHash, plan).set(laterHash, later);
  const { runId } = start;
  const handle = client.workflow.getHandle(runWorkflowId(runId));

  let stands = (_checkpoint: Checkpoint) => {};
  const firstStand = new Promise<void>((resolve) => (stands = () => resolve()));
  const answers = new Answers(story.salt);
  const actor: Actor = { answers, checkpoints: [], paused: false, meanwhile: null, stands };
  actors.set(runId, actor);
  const { duringActivity } = story;
  if (duringActivity) actor.meanwhile = () => tellEvent(duringActivity, startedAtMs);

  for (const event of story.early) await tellEvent(event, startedAtMs);
  await startRun(client, { taskQueue, start });
  const ended = handle.result();
  await Promise.race([firstStand, ended]);
  await act();
  const { checkpoints } = actor;
  actors.delete(runId);
  return {
    plan,
    plans: { [laterHash]: later },
    start,
    trace: {
      steps: stepsOf(checkpoints),
      outcome: checkpoints.at(-1)?.outcome ?? null,
      asked: answers.asked,
    },
    histories: await historiesOf(),
  };

  async function act() {
    let told: Promise<unknown>[] = [];
    let atMs = startedAtMs;
    for (const happening of story.happenings) {
      const { after } = happening;
      if (after !== 0) {
        await Promise.all(told);
        told = [];
        await settle();
        const clockMs = await clockOf(client, handle.workflowId);
        if (clockMs === null) break;
        atMs = typeof after === 'number' ? clockMs + after : deadline(after.deadline, clockMs);
        await skipTo(client, handle.workflowId, atMs);
      }
      told.push(tell(happening, atMs));
    }
    await Promise.all(told);
    if (actor.paused) await tell({ after: 0, paused: false, due: 'now' }, atMs);
    await interrupt({ kind: 'release' });
    // What is stuck stays so until somebody helps; nobody does any more.
    actor.stands = ({ status }) => {
      if (status === 'stuck') void interrupt({ kind: 'end', outcome: 'given up' });
    };
    const last = actor.checkpoints.at(-1);
    if (last) actor.stands(last);
    await setSkipping(client, handle.workflowId, { enabled: true, maxSessionSkipCount: SKIPS });
    const patience = setTimeout(() => void interrupt({ kind: 'end', outcome: 'given up' }), PATIENCE_MS);
    await ended;
    clearTimeout(patience);
  }

  /** When the wait that the run is in is over, or a moment off; now if it waits for ever or for nothing. */
  function deadline(offMs: number, clockMs: number): number {
    return (actor.checkpoints.at(-1)?.wakesAtMs ?? clockMs) + offMs;
  }

  async function tell(happening: Happening, atMs: number): Promise<unknown> {
    if ('event' in happening) return tellEvent(happening.event, atMs);
    if ('interrupt' in happening) return interrupt(interruptOf(happening.interrupt));
    const wasPaused = actor.paused;
    actor.paused = happening.paused;
    if (happening.paused) actor.pausedAtMs = Math.floor(atMs);
    if (happening.paused || !wasPaused) return undefined;
    return interrupt({ kind: 'resume', due: happening.due, pausedAtMs: actor.pausedAtMs });
  }

  function interrupt(asked: Interrupt) {
    return interruptRun(client, { runId, interrupt: asked });
  }

  function interruptOf(kind: InterruptKind): Interrupt {
    const nodeId = actor.checkpoints.at(-1)?.steps.at(-1)?.nodeId ?? plan.trigger.nodeId;
    if (kind === 'end') return { kind, outcome: 'replaced' };
    if (kind === 'hold' || kind === 'release') return { kind };
    if (kind === 'skip' || kind === 'retry') return { kind, nodeId };
    const nodes = Object.keys(plan.nodes);
    const onward = kind === 'move-on' ? 1 : 0;
    const steps = nodes.flatMap((node, index) => {
      const target = nodes[index + onward];
      return target ? [[node, target] as const] : [];
    });
    return { kind: 'move', planHash: laterHash, steps: Object.fromEntries(steps), changed: nodes };
  }

  function tellEvent({ name, id, text, stampedMs }: ToldEvent, atMs: number): Promise<unknown> {
    const event = { id, name, atMs: Math.floor(atMs) + stampedMs, properties: { text } };
    const refs = matchingRefs(plan, event, {}, answers.group);
    return deliver(client, { taskQueue, start, arrival: { event, refs } });
  }

  /** A run has acted on all that it was told once it has no task open: a query is answered after them. */
  async function settle() {
    await handle.query('state').catch(() => {});
  }

  async function historiesOf(): Promise<History[]> {
    const histories: History[] = [];
    let id: string | null | undefined;
    do {
      const history = await client.workflow.getHandle(handle.workflowId, id ?? undefined).fetchHistory();
      histories.unshift(history);
      id = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
    } while (id);
    return histories;
  }
}
