import type { ServerProcess } from '@signalbox/dev-servers';

export interface Server {
  process: ServerProcess;
  stop(): Promise<void>;
}

export interface KeptServerOptions<S extends Server> {
  name: string;
  start: () => Promise<S>;
  /** Hears of each start, the first one included. */
  onStart: (name: string, pid: number) => void;
  /** Hears of what happens later and by itself. */
  onNews: (line: string) => void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** One that ran this long was well, and its next end is its first. */
const WELL_AFTER_MS = 60_000;

/**
 * Starts a server, and again whenever it dies, with growing pauses.
 * The first start's failure is the caller's to tell; later ones are told by `onNews` and tried again.
 */
export async function keepServer<S extends Server>(
  options: KeptServerOptions<S>,
): Promise<{ server: S; stop(): Promise<void> }> {
  const { name, start, onStart, onNews } = options;
  let isStopping = false;
  let wake = () => {};
  const first = await start();
  onStart(name, first.process.pid);
  let current: S | null = first;

  const follow = async () => {
    let pauseMs = FIRST_PAUSE_MS;
    for (;;) {
      const beganMs = Date.now();
      await current?.process.ended;
      if (isStopping) return;
      if (current && Date.now() - beganMs > WELL_AFTER_MS) pauseMs = FIRST_PAUSE_MS;
      if (current) onNews(`${name} has ended; starting it again in ${pauseMs / 1_000} s`);
      current = null;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (isStopping) return;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      try {
        current = await start();
        onStart(name, current.process.pid);
        onNews(`${name} is up again`);
      } catch (error) {
        onNews(`${(error as Error).message} Trying again in ${pauseMs / 1_000} s`);
      }
      if (isStopping) return current?.stop();
    }
  };
  const following = follow();

  return {
    server: first,
    async stop() {
      isStopping = true;
      wake();
      await current?.stop();
      await following;
    },
  };
}
