import type { Json } from '@signalbox/nodes/kernel';
import type { Found } from '../conditions/index.js';
import type { ActivityInput, Checkpoint, EvaluateInput } from '../interpret/index.js';

/** A node's activity on the worker. Paused means that it did nothing and wants to be asked again after the resume. */
export type RunActivity = (input: ActivityInput) => Promise<{ value: Json; paused: boolean }>;

/**
 * What a worker must offer to runs, besides one `RunActivity` for each activity of a node, named `<type>.<activity>`
 * (`send-sms.send`). Each is retried until it returns; a non-retryable `ApplicationFailure` fails the run visibly.
 */
export interface JourneyActivities {
  /** Reads all facts at once and evaluates the groups on them; one boolean a group, and what each rule found. */
  evaluate(input: EvaluateInput): Promise<{ value: boolean[]; found: Found[]; paused: boolean }>;
  /** Writes what the canvas counts. Asked again with the same content after a crash: an upsert by run and sequence. */
  checkpoint(checkpoint: Checkpoint): Promise<{ paused: boolean }>;
}
