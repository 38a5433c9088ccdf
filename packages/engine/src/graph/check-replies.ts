import type { Step } from './read-steps.js';
import type { Report } from './report.js';

/** Whether replies reach us from everybody, from some, or from nobody: a sender by name hears nothing. */
export type Hearing = 'all' | 'some' | 'none';

const REPLY = 'SMS Received';

/** Nobody can answer a sender that cannot hear, so nothing may wait for it. */
export function checkReplies(steps: Iterable<Step>, hearing: Hearing, report: Report): void {
  if (hearing === 'all') return;
  for (const { node, entry, name } of steps) {
    const waits = Object.values(entry.fixedWaits ?? {}).some(({ event }) => event === REPLY);
    const starts = entry.starts?.event === REPLY;
    if (!waits && !starts) continue;
    if (hearing === 'none') {
      report.error(
        'sender-hears-nothing',
        `“${name}” waits for a text that can’t come: no sender hears replies. Set up a number in the settings, or take a link instead.`,
        node.id,
      );
    } else {
      report.warning(
        'sender-hears-nothing',
        `“${name}” waits for texts, and the senders of some countries hear none. People there will not be heard.`,
        node.id,
      );
    }
  }
}
