import type { Plan } from '../../src/graph/plan.js';
import type { RunStart, RunState } from '../../src/interpret/index.js';
import { perform } from '../../src/temporal/perform.js';
import { runners } from './runners.js';

export const journey = async (plan: Plan, from: RunStart | RunState) => perform({ plan, from, runners });
