import type { callApi } from './product.js';
import { until } from './until.js';

type Api = ReturnType<typeof callApi>;

/** Ends a journey with whoever is inside, and takes it away, so that what comes after does not meet it. */
export async function takeAway(api: Api, id: string): Promise<void> {
  const { status } = await api<{ status: string }>(`/api/journeys/${id}`);
  if (status === 'live' || status === 'paused')
    await api(`/api/journeys/${id}/end`, { method: 'POST', json: { inside: 'end' } });
  else await api(`/api/journeys/${id}/runs/act`, { method: 'POST', json: { action: { kind: 'end' } } });
  await until(
    'everybody to have left',
    async () => (await api<{ inside: number }>(`/api/journeys/${id}/stats`)).inside === 0,
  );
  await api(`/api/journeys/${id}`, { method: 'DELETE' });
}

/** Takes every journey away. */
export async function takeAllAway(api: Api): Promise<void> {
  const { journeys } = await api<{ journeys: { id: string }[] }>('/api/journeys');
  for (const { id } of journeys) await takeAway(api, id);
}
