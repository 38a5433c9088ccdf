import { momentOn } from '@signalbox/nodes/local-time';
import type { UseCase } from './driver.js';

const ZONE = 'Europe/Copenhagen';

/** The date in the shop so many days after the world began. */
export const dateOn = ({ beganMs }: Pick<UseCase, 'beganMs'>, day: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(beganMs + day * 86_400_000);

/** How long after the beginning a clock in the shop shows a time, so many days later. */
export const afterOn = (world: Pick<UseCase, 'beganMs'>, day: number, time: string): number =>
  momentOn(dateOn(world, day), time, ZONE) - world.beganMs;
