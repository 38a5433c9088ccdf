import {
  DEFAULT_SELF_STOP,
  readSetting,
  stopUnwelcome,
  type Database,
  type SelfStop,
} from '@signalbox/store';
import type { Logger } from 'pino';

/** Stops each journey whose texts too many people turn away from, until somebody has looked at it. */
export async function keepWelcome(
  { database, logger }: { database: Database; logger: Logger },
  nowMs: number,
): Promise<void> {
  const rule = (await readSetting<SelfStop>(database, 'self-stop')) ?? DEFAULT_SELF_STOP;
  for (const journeyId of await stopUnwelcome(database, rule, nowMs))
    logger.warn({ journeyId }, 'A journey stopped itself: too many turned away from its texts');
}
