import { Button, type ButtonProps } from '@mantine/core';
import { emptyGraph, type JourneyGraph } from '@signalbox/engine/graph';
import { newId } from '../document/new-id.js';
import { useNewJourney } from '../journeys/use-new-journey.js';
import { t } from '../language/t.js';
import { May } from '../team/May.js';

/** From the top of one card to the top of the next below it. */
const STEP_GAP_Y = 232;

/** Draws the steps that every campaign has, and opens them: whom and when, and what it says, are left to fill in. */
export function NewCampaignButton(props: ButtonProps) {
  const { create, isPending } = useNewJourney(begun);
  return (
    <May need="change">
      <Button {...props} loading={isPending} onClick={() => create()}>
        {t('New campaign')}
      </Button>
    </May>
  );
}

function begun(): { name: string; graph: JourneyGraph } {
  const [when, text, end] = [newId('step'), newId('step'), newId('step')];
  return {
    name: t('New campaign'),
    graph: {
      ...emptyGraph(),
      nodes: [
        {
          id: when,
          type: 'schedule-trigger',
          position: { x: 0, y: 0 },
          data: {
            version: 1,
            config: { audience: {}, time: '10:00', repeat: 'never', weekdays: [], clock: 'shop' },
          },
        },
        {
          id: text,
          type: 'send-sms',
          position: { x: 0, y: STEP_GAP_Y },
          data: { version: 1, config: { text: '', purpose: 'marketing' } },
        },
        {
          id: end,
          type: 'exit',
          position: { x: 0, y: 2 * STEP_GAP_Y },
          data: { version: 1, config: { outcome: t('told') } },
        },
      ],
      edges: [
        { id: newId('way'), source: when, sourceHandle: 'next', target: text },
        { id: newId('way'), source: text, sourceHandle: 'sent', target: end },
      ],
    },
  };
}
