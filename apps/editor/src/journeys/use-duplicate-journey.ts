import type { Journey } from '@signalbox/api/contract';
import { t } from '../language/t.js';
import { useNewJourney } from './use-new-journey.js';

type Original = Pick<Journey, 'name' | 'graph'>;

/**
 * Makes a second journey like one and opens its canvas.
 * @param read what to make it from
 */
export function useDuplicateJourney(read: () => Original | Promise<Original>) {
  const { create, isPending } = useNewJourney(async () => {
    const { name, graph } = await read();
    return { name: t('{name} (copy)', { name }), graph };
  }, t('Not duplicated'));
  return { duplicate: () => create(), isPending };
}
