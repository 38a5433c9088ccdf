export type FaultMode = 'none' | 'accept-then-drop-response' | 'hang' | '429' | '500' | 'no-callbacks';

export const FAULT_MODES: FaultMode[] = [
  'none',
  'accept-then-drop-response',
  'hang',
  '429',
  '500',
  'no-callbacks',
];

/** What goes wrong next, for a number of requests. */
export class Faults {
  private mode: FaultMode = 'none';
  private left = 0;

  set(mode: FaultMode, count = 1): void {
    this.mode = mode;
    this.left = count;
  }

  /** Uses one up. */
  next(): FaultMode {
    if (this.left <= 0) return 'none';
    this.left--;
    return this.mode;
  }
}
