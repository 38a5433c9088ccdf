import type { Backtest, BacktestLine } from '@signalbox/api/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { postForLines, sayError } from '../api/client.js';

export type PastReplayState =
  | { kind: 'idle' }
  | { kind: 'running'; done: number; total: number }
  | { kind: 'done'; found: Backtest }
  | { kind: 'failed'; why: string };

/** A replay under way: how far it has come, and what it found. Leaving ends it. */
export function usePastReplay(journeyId: string) {
  const [state, setState] = useState<PastReplayState>({ kind: 'idle' });
  const asking = useRef<AbortController | null>(null);
  useEffect(() => () => asking.current?.abort(), []);

  const run = useCallback(
    async (body: object) => {
      asking.current?.abort();
      const own = new AbortController();
      asking.current = own;
      setState({ kind: 'running', done: 0, total: 0 });
      try {
        const path = `/api/journeys/${journeyId}/backtest`;
        for await (const line of postForLines<BacktestLine>(path, body, own.signal)) {
          if ('result' in line) setState({ kind: 'done', found: line.result });
          else if ('problem' in line) setState({ kind: 'failed', why: line.problem.detail });
          else setState({ kind: 'running', ...line });
        }
      } catch (error) {
        if (!own.signal.aborted) setState({ kind: 'failed', why: sayError(error) });
      }
    },
    [journeyId],
  );

  const stop = useCallback(() => {
    asking.current?.abort();
    setState({ kind: 'idle' });
  }, []);

  return { state, run, stop };
}
