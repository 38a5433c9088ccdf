import { readdirSync, readFileSync } from 'node:fs';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker, type WorkflowBundle } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleWorkflows, dataConverter } from '../../src/temporal/index.js';

const FOLDER = new URL('./', import.meta.url);
const histories = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
interface RecordedEvent {
  eventType: string;
}
const read = (file: string) =>
  JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as { events: RecordedEvent[] };

describe('the rounds of a waitlist survive a deploy', () => {
  let bundle: WorkflowBundle;
  beforeAll(async () => {
    bundle = await bundleWorkflows();
  }, 60_000);
  const replay = (history: object) =>
    Worker.runReplayHistory(
      {
        workflowBundle: bundle,
        dataConverter: dataConverter(async () => {
          throw new Error('A waitlist has no plan.');
        }),
      },
      history,
    );

  it.each(histories)('%s replays', async (file) => {
    await expect(replay(read(file))).resolves.toBeUndefined();
  });

  it('and one that had done otherwise does not', async () => {
    const history = read(histories[0]!);
    const at = history.events.findIndex(({ eventType }) => eventType.endsWith('TIMER_STARTED'));
    const without = history.events.filter(
      ({ eventType }, index) => index !== at && !/TIMER_(FIRED|CANCELED)$/.test(eventType),
    );
    const events = without.map((event, index) => ({ ...event, eventId: String(index + 1) }));
    await expect(replay({ ...history, events })).rejects.toBeInstanceOf(DeterminismViolationError);
  });
});
