import type { LiveEvent } from '@signalbox/api/contract';
import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** Whichever was changed: few of them are on the screen at a time. */
const SETTINGS: QueryKey[] = [
  'text-settings',
  'senders',
  'carrier',
  'sending-hours',
  'limits',
  'urgency',
  'self-stop',
  'part-price',
  'loyalty',
  'waitlist-settings',
  'waitlists',
  'changes',
].map((name) => [name]);

/** What is no longer true once `event` happened. */
function staleKeys(event: LiveEvent): QueryKey[] {
  switch (event.kind) {
    case 'journey':
      return [['journeys'], ['journey', event.journeyId], ['home']];
    case 'run':
      return [
        ['run', event.runId],
        ['runs', event.journeyId],
        ['journey', event.journeyId, 'stats'],
        ['journeys'],
        ['home'],
      ];
    case 'message':
      return [['messages'], ['conversations'], ['phones'], ['run'], ['home'], ['journeys']];
    case 'event':
      return [['events'], ['event-names'], ['home']];
    case 'contact':
      return [
        ['contacts'],
        ['contact', event.contactId],
        ['segments'],
        ['reply-reviews'],
        ['conversations'],
        ['team-notes'],
        ['home'],
      ];
    case 'delivery':
      return [['deliveries'], ['integrations']];
    case 'phone':
      return [['phones'], ['conversations']];
    case 'segment':
      return [['segments']];
    case 'setting':
      return SETTINGS;
    case 'team':
      return [['session'], ['team']];
    case 'node-types':
      return [['node-types'], ['choices'], ['migration']];
    default:
      return [];
  }
}

const GATHER_MS = 300;
const listeners = new Set<(event: LiveEvent) => void>();

/** Hears the events themselves. @returns stops listening */
export function onLiveEvent(listener: (event: LiveEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Listens to the server's events and lets the queries they concern be asked again. A burst (a campaign, a loaded
 * shop) is gathered, so that it costs one round of questions and not one an event.
 * @returns stops listening
 */
export function followLive(client: QueryClient): () => void {
  const source = new EventSource('/api/live');
  const gathered = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    timer = undefined;
    const keys = [...gathered.values()];
    gathered.clear();
    for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  };

  source.onmessage = (message: MessageEvent<string>) => {
    let event: LiveEvent;
    try {
      event = JSON.parse(message.data) as LiveEvent;
    } catch {
      return;
    }
    for (const listener of listeners) listener(event);
    for (const key of staleKeys(event)) gathered.set(JSON.stringify(key), key);
    if (gathered.size > 0) timer ??= setTimeout(flush, GATHER_MS);
  };
  source.onerror = () => {
    // The server has said no for good: the session is over, and asking for it says why.
    if (source.readyState === EventSource.CLOSED) void client.invalidateQueries({ queryKey: ['session'] });
  };
  source.onopen = () => {
    // What happened before the line stood, or while it was down, was never told.
    const opened = Date.now();
    void client.invalidateQueries({ predicate: ({ state }) => state.dataUpdatedAt < opened });
  };
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
