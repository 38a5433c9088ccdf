import { Trans } from '@lingui/react';
import { ActionIcon, Alert, Button, Group, Select, Tabs } from '@mantine/core';
import { IconPlus, IconTrash, IconX } from '@tabler/icons-react';
import type { ContactSummary, Simulated, SimulatedPeople } from '@signalbox/api/contract';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, sayError } from '../api/client.js';
import { contactsQuery, eventNamesQuery } from '../api/queries.js';
import { EventField } from '../inspector/widgets/EventField.js';
import { DurationField } from '../inspector/widgets/DurationField.js';
import { sampleEvent } from '../composer/sample-event.js';
import { triggerEvent } from '../inspector/trigger-event.js';
import { t } from '../language/t.js';
import { NumberBox } from '../ui/NumberBox.js';
import { useDocument, useWorkspace } from '../workspace/workspace.js';
import { PastReplay } from './PastReplay.js';
import { keptOutWords } from './kept-out-words.js';
import { TrialOfMany } from './TrialOfMany.js';
import { TrialPhone } from './TrialPhone.js';
import { assumedOf, TrialAssumptions, type Assumptions } from './TrialAssumptions.js';
import { TrialTrace } from './TrialTrace.js';
import classes from './TrialDrawer.module.css';

const HOUR = 3_600_000;

const OFTEN = [
  { words: t('Orders'), name: 'Order Completed' },
  { words: t('Clicks'), name: 'Link Clicked' },
  { words: t('Views a product'), name: 'Product Viewed' },
  { words: t('Says STOP'), name: 'SMS Unsubscribed' },
];

interface Happening {
  name: string;
  afterMs: number;
}

interface Props {
  journeyId: string;
  onClose: () => void;
}

/** Runs the draft in virtual time: months take a moment, and nobody is texted. What happens is drawn on the canvas. */
export function TrialDrawer({ journeyId, onClose }: Props) {
  const { trial } = useWorkspace();
  useEffect(() => () => trial.set(null), [trial]);
  return (
    <aside className={classes.panel} aria-label={t('Try it')} data-region>
      <header className={classes.head}>
        <h2>
          <Trans id="Try it <small>Nobody is texted.</small>" components={{ small: <small /> }} />
        </h2>
        <ActionIcon variant="subtle" color="gray" aria-label={t('Close')} onClick={onClose}>
          <IconX size={17} />
        </ActionIcon>
      </header>
      <Tabs defaultValue="one" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="one" px={5} fz={13}>
            {t('One person')}
          </Tabs.Tab>
          <Tabs.Tab value="many" px={5} fz={13}>
            {t('Many people')}
          </Tabs.Tab>
          <Tabs.Tab value="past" px={5} fz={13}>
            {t('Replay past events')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="one">
          <OnePerson journeyId={journeyId} />
        </Tabs.Panel>
        <Tabs.Panel value="many">
          <ManyPeople journeyId={journeyId} />
        </Tabs.Panel>
        <Tabs.Panel value="past">
          <PastReplay journeyId={journeyId} />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}

/** The values that the event which lets people in had last. */
function useEntry(): { [name: string]: unknown } {
  const workspace = useWorkspace();
  const trigger = useDocument((doc) => triggerEvent(doc, workspace.catalogue));
  const events = useQuery(eventNamesQuery).data ?? [];
  return sampleEvent(events.find(({ name }) => name === trigger) ?? null);
}

function OnePerson({ journeyId }: { journeyId: string }) {
  const workspace = useWorkspace();
  const entry = useEntry();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ContactSummary | null>(null);
  const [happenings, setHappenings] = useState<Happening[]>([]);
  const [assumptions, setAssumptions] = useState<Assumptions>({});
  const found = useInfiniteQuery(contactsQuery(search)).data?.pages[0]?.contacts ?? [];
  const first = useInfiniteQuery(contactsQuery('')).data?.pages[0]?.contacts[0];
  const who = chosen ?? first;
  // Whoever is chosen is offered, whatever is searched for.
  const people = who && !found.some(({ id }) => id === who.id) ? [who, ...found] : found;
  const trial = useMutation({
    mutationFn: async () => {
      const startMs = Date.now();
      const events = happenings.filter(({ name }) => name !== '');
      const result = await api.post<Simulated>(`/api/journeys/${journeyId}/simulate`, {
        graph: workspace.history.get().graph,
        contactId: who?.id,
        entry,
        events,
        ...assumedOf(assumptions),
      });
      return { result, startMs, events };
    },
    onSuccess: ({ result, startMs, events }) =>
      workspace.trial.set({
        result,
        startMs,
        happenings: events.map(({ name, afterMs }) => ({ name, atMs: startMs + afterMs })),
        ranAt: Date.now(),
      }),
  });
  const add = (name: string) => setHappenings([...happenings, { name, afterMs: HOUR }]);
  const changeAt = (index: number, next: Happening) =>
    setHappenings(happenings.map((former, at) => (at === index ? next : former)));
  return (
    <>
      <Select
        label={t('As')}
        description={t('The event that lets them in has the values that it had last.')}
        placeholder={t('A sample person')}
        searchable
        data={people.map((one) => ({ value: one.id, label: one.name || one.phone || t('No name') }))}
        value={who?.id ?? null}
        onSearchChange={setSearch}
        filter={({ options }) => options}
        onChange={(id) => {
          setChosen(people.find((one) => one.id === id) ?? null);
          setAssumptions(({ sendingHours }) => ({ sendingHours }));
        }}
        nothingFoundMessage={t('Nobody of that name')}
      />
      <TrialAssumptions person={who ?? null} value={assumptions} onChange={setAssumptions} />
      <ol className={classes.happenings} aria-label={t('What happens meanwhile')}>
        {happenings.map((happening, index) => (
          // What happens has no identity of its own; its place is what it has.
          <li key={index}>
            <EventField
              {...plain}
              label={t('Then happens')}
              path={`happenings.${index}.name`}
              value={happening.name}
              onChange={(name) => changeAt(index, { ...happening, name: String(name ?? '') })}
            />
            <Group align="end" wrap="nowrap" mt={6}>
              <DurationField
                {...plain}
                label={t('After')}
                path={`happenings.${index}.afterMs`}
                value={happening.afterMs}
                onChange={(afterMs) => changeAt(index, { ...happening, afterMs: Number(afterMs ?? 0) })}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t('Remove what happens {index}', { index: index + 1 })}
                onClick={() => setHappenings(happenings.filter((_, at) => at !== index))}
              >
                <IconTrash size={15} />
              </ActionIcon>
            </Group>
          </li>
        ))}
      </ol>
      <Group gap={6} mb="md">
        {OFTEN.map(({ words, name }) => (
          <Button
            key={name}
            variant="default"
            size="compact-xs"
            radius="xl"
            leftSection={<IconPlus size={12} />}
            onClick={() => add(name)}
          >
            {words}
          </Button>
        ))}
      </Group>
      <Group justify="space-between" mb="md">
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => add('')}>
          {t('Let something happen')}
        </Button>
        <Button loading={trial.isPending} onClick={() => trial.mutate()}>
          {t('Run')}
        </Button>
      </Group>
      {trial.isError && (
        <Alert color="red" title={t('It can’t run yet')}>
          {sayError(trial.error)}
        </Alert>
      )}
      {trial.data && (
        <>
          {trial.data.result.notLetIn && (
            <Alert color="yellow" title={t('Live, they would not be let in')} mb="md">
              {keptOutWords[trial.data.result.notLetIn]}
            </Alert>
          )}
          <TrialPhone name={who?.name ?? 'A sample person'} number={who?.phone ?? null} />
          <TrialTrace
            trial={trial.data.result}
            catalogue={workspace.catalogue}
            graph={workspace.history.get().graph}
            who={who?.name || t('the person')}
          />
        </>
      )}
    </>
  );
}

function ManyPeople({ journeyId }: { journeyId: string }) {
  const workspace = useWorkspace();
  const entry = useEntry();
  const [people, setPeople] = useState(1_000);
  const [days, setDays] = useState(90);
  const [share, setShare] = useState(20);
  const trial = useMutation({
    mutationFn: () =>
      api.post<SimulatedPeople>(`/api/journeys/${journeyId}/simulate-people`, {
        graph: workspace.history.get().graph,
        people,
        days,
        entry,
        events: [{ name: 'Order Completed', share: share / 100, withinMs: 3 * 24 * HOUR }],
      }),
  });
  const number = (set: (value: number) => void) => (value: number | undefined) => {
    if (value !== undefined) set(value);
  };
  return (
    <>
      <div className={classes.numbers}>
        <NumberBox
          isWhole
          label={t('People')}
          min={1}
          max={100_000}
          value={people}
          onChange={number(setPeople)}
        />
        <NumberBox isWhole label={t('Days')} min={1} max={1_095} value={days} onChange={number(setDays)} />
        <NumberBox
          label={t('Order within 3 days')}
          suffix=" %"
          min={0}
          max={100}
          value={share}
          onChange={number(setShare)}
        />
      </div>
      <p className={classes.hint}>
        {t(
          'Your own people pass through the draft, over and over if there are fewer. Who orders, and when, is by chance, the same each time.',
        )}
      </p>
      <Group justify="flex-end" mb="md">
        <Button loading={trial.isPending} onClick={() => trial.mutate()}>
          {t('Run')}
        </Button>
      </Group>
      {trial.isError && (
        <Alert color="red" title={t('It can’t run yet')}>
          {sayError(trial.error)}
        </Alert>
      )}
      {trial.data && <TrialOfMany trial={trial.data} />}
    </>
  );
}

const plain = { schema: {}, root: {}, isRequired: false, faults: [], eventName: null };
