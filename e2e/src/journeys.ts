import { readFileSync } from 'node:fs';
import type { JourneyGraph } from '@signalbox/engine/graph';
import type { RunDetail, RunSummary } from '@signalbox/api/contract';
import type { callApi } from './product.js';
import { takeAllAway } from './take-away.js';
import { until } from './until.js';

type Api = ReturnType<typeof callApi>;

/** A step of a drawn journey, so far down the canvas. */
export const step = (id: string, type: string, y: number, config: object, name?: string) => ({
  id,
  type,
  position: { x: 0, y },
  data: { version: 1, config, ...(name ? { name } : {}) },
});

/** Publishes the example of the abandoned cart with another length of wait, as the only live journey. @returns its id */
export async function publishAbandonedCart(
  api: Api,
  waitMs: number,
  name = 'Abandoned cart',
): Promise<string> {
  const file = new URL('../../examples/journeys/abandoned-cart.json', import.meta.url);
  const { graph } = JSON.parse(readFileSync(file, 'utf8')) as { graph: JourneyGraph };
  graph.nodes.find((node) => node.id === 'wait')!.data.config.timeoutMs = waitMs;
  await takeAllAway(api);
  const { id, revision } = await api<{ id: string; revision: number }>('/api/journeys', {
    method: 'POST',
    json: { name, graph },
  });
  await api(`/api/journeys/${id}/publish`, { method: 'POST', json: { revision } });
  return id;
}

/** The run of the person with a phone, once it is in one of these states. */
export async function runOf(
  api: Api,
  journeyId: string,
  phone: string,
  statuses: RunSummary['status'][],
): Promise<RunDetail> {
  const run = await until(`the run of ${phone} to be ${statuses.join(' or ')}`, async () => {
    const { runs } = await api<{ runs: RunSummary[] }>(`/api/journeys/${journeyId}/runs`);
    return runs.find((candidate) => candidate.contact.phone === phone && statuses.includes(candidate.status));
  });
  return api<RunDetail>(`/api/runs/${run.id}`);
}

/** What a phone has received, from the carrier's own log. */
export async function textsOn(carrierUrl: string, phone: string): Promise<string[]> {
  const response = await fetch(`${carrierUrl}/phones`);
  const { phones } = (await response.json()) as {
    phones: { number: string; messages: { direction: string; text: string }[] }[];
  };
  return (phones.find((candidate) => candidate.number === phone)?.messages ?? [])
    .filter((message) => message.direction === 'outbound')
    .map((message) => message.text);
}
