export { runId } from '../run-id.js';
export { bundleWorkflows, workflowsPath } from './bundle.js';
export type { JourneyActivities, RunActivity } from './journey-activities.js';
export { dataConverter, planCodec, type LoadPlan, type PlanRef } from './plan-codec.js';
export { deliver, interruptRun, runWorkflowId, startRun } from './run-client.js';
export { waitlistWorkflowId, wakeWaitlist } from './waitlist-client.js';
export type { WaitlistActivities } from './waitlist.js';
export { arrivalSignal, interruptSignal, stateQuery } from './signals.js';
