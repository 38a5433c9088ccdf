import { compareGroups, evaluateGroup } from '@signalbox/engine/conditions';
import type { ActivityInput, Checkpoint, EvaluateInput } from '@signalbox/engine/interpret';
import { activities as builtIn } from '@signalbox/nodes/activities';
import { isRuleGroup, type Host, type NodeActivities, type NodeActivity } from '@signalbox/nodes/kernel';
import { activityInfo } from '@temporalio/activity';
import { keepable } from './keepable.js';
import { ownFault, ownHost } from './own-outage.js';
import { withinReason } from './within-reason.js';
import {
  isPaused,
  productFacts,
  readFacts,
  saveCheckpoint,
  showFailing,
  type Database,
} from '@signalbox/store';
import { waitlistActivities } from './waitlist-activities.js';

/** Everything a run may call, by the name that its workflow uses: `evaluate`, `checkpoint` and `<node type>.<activity>`. */
export function createActivities(database: Database, host: Host, custom: NodeActivities = {}) {
  const own = ownHost(host);
  const performing =
    (activity: NodeActivity) =>
    async ({ input, ...context }: ActivityInput) => {
      const paused = !activity.evenPaused && (await isPaused(database, context.journeyId));
      if (paused) return { value: null, paused };
      const { runId, journeyId, nodeId, visit, nowMs: atMs } = context;
      const tellFailing = (reason: string) =>
        showFailing(database, { runId, journeyId, nodeId, visit, atMs, reason });
      const call = async () => keepable(await activity(own, context, input));
      return { value: await withinReason(call, tellFailing), paused };
    };
  return {
    /** Reads all facts at once and evaluates the groups on them. */
    async evaluate(input: EvaluateInput) {
      const { contact, segment, paused } = await readFacts(database, input);
      const facts = {
        contact,
        segment,
        product: readsProduct(input.groups)
          ? await productFacts(database, String(input.entryEvent.id))
          : null,
        event: input.entryEvent.properties as Record<string, unknown>,
        run: input.vars,
      };
      return {
        value: input.groups.map((group) => evaluateGroup(group, facts)),
        found: compareGroups(input.groups, facts),
        paused,
      };
    },

    checkpoint: (checkpoint: Checkpoint) => saveCheckpoint(database, checkpoint),

    ...waitlistActivities(database),

    ...Object.fromEntries(
      Object.entries({ ...builtIn, ...custom }).map(([name, activity]) => [name, performing(activity)]),
    ),

    // What a step calls and nobody wrote, or is in a package that could not be loaded: another worker may have it.
    default: performing(async () => {
      throw ownFault(`There is no activity “${activityInfo().activityType}”.`);
    }),
  };
}

const readsProduct = (groups: EvaluateInput['groups']): boolean =>
  groups.some((group) =>
    group.rules.some((item) => (isRuleGroup(item) ? readsProduct([item]) : item.source === 'product')),
  );
