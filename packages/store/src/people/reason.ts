export interface Reason {
  code: string;
  sentence: string;
  at: Date | null;
  runId: string | null;
}

export const because = (
  code: string,
  sentence: string,
  at: Date | null = null,
  runId: string | null = null,
): Reason => ({ code, sentence, at, runId });
