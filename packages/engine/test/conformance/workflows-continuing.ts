import { workflowInfo } from '@temporalio/workflow';
import type { Plan } from '../../src/graph/plan.js';
import type { RunStart, RunState } from '../../src/interpret/index.js';
import { perform } from '../../src/temporal/perform.js';
import { runners } from './runners.js';

/** Events of a history in whose first workflow task nothing has happened yet. */
const FRESH = 3;

/** Continues as new at each wait, and again whenever it wakes without leaving it. */
export const journey = async (plan: Plan, from: RunStart | RunState) =>
  perform({
    plan,
    from,
    runners,
    historyLong: () => {
      const { continuedFromExecutionRunId, historyLength } = workflowInfo();
      return continuedFromExecutionRunId === undefined || historyLength > FRESH;
    },
  });
