import type { Diagnostic } from './diagnostic.js';
import type { NodeId } from './journey-graph.js';

type Say = (code: string, message: string, nodeId?: NodeId, field?: string) => void;

/** Gathers what is wrong with a graph. */
export class Report {
  readonly diagnostics: Diagnostic[] = [];

  /** Keeps the journey from being published. */
  readonly error: Say = (...said) => this.say('error', ...said);

  readonly warning: Say = (...said) => this.say('warning', ...said);

  get hasErrors(): boolean {
    return this.diagnostics.some(({ severity }) => severity === 'error');
  }

  private say(
    severity: Diagnostic['severity'],
    code: string,
    message: string,
    nodeId?: NodeId,
    field?: string,
  ): void {
    this.diagnostics.push({
      code,
      severity,
      message,
      ...(nodeId === undefined ? {} : { nodeId }),
      ...(field ? { field } : {}),
    });
  }
}
