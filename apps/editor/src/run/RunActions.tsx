import { Button, Group, Menu, Modal, Select, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChevronDown } from '@tabler/icons-react';
import type { RunSummary } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { versionsQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { useMay } from '../team/roles.js';
import type { ListedRuns } from './listed-runs.js';

type Kind = 'hold' | 'release' | 'retry' | 'skip' | 'move' | 'end';

const WORDS: Record<Kind, { label: string; warning: string }> = {
  hold: {
    label: t('Hold'),
    warning: t('They stand still where they are until you let them go on. Nothing is lost.'),
  },
  release: {
    label: t('Let go on'),
    warning: t('What fell due meanwhile happens now.'),
  },
  retry: {
    label: t('Try the step again'),
    warning: t('The step where each is is done anew.'),
  },
  skip: {
    label: t('Skip the step'),
    warning: t(
      'Each leaves the step where they are, without waiting for it: by its first way out unless you choose.',
    ),
  },
  move: {
    label: t('Move to another version'),
    warning: t(
      'Each goes on at the same step of that version at their next wait, keeping the time at which they came: a wait that is over by then ends at once, and the text after it leaves. Who is at a step that it does not have stays.',
    ),
  },
  end: { label: t('End'), warning: t('They leave the journey. This can’t be taken back.') },
};

interface Props {
  journeyId: string;
  /** Whom it concerns: these runs, or those who match. */
  whom: { runIds: string[] } | ListedRuns;
  /** How many that is, as far as is known. */
  label?: string;
  /** How they stand, if they all stand alike: what would change nothing is not offered. */
  status?: RunSummary['status'];
  /** The ways out of the step where they are, if they are all at one. */
  ways?: { name: string; label: string }[];
}

/** What was picked in the menu, how many it concerns, and what is still to be chosen. */
interface Asked {
  kind: Kind;
  count: number;
  port?: string;
  toVersion?: number;
}

const kindsFor = (status: Props['status']): Kind[] =>
  (Object.keys(WORDS) as Kind[]).filter(
    (kind) => status === undefined || kind !== (status === 'held' ? 'hold' : 'release'),
  );

/** Hold, skip, retry, move or end, for one run or many: what it would do is counted and asked first. */
export function RunActions({ journeyId, whom, label = t('Act'), status, ways = [] }: Props) {
  const client = useQueryClient();
  const mayChange = useMay('change');
  const [asked, setAsked] = useState<Asked | null>(null);
  const versions = useQuery({ ...versionsQuery(journeyId), enabled: asked?.kind === 'move' }).data ?? [];
  const body = ({ kind, port, toVersion }: Omit<Asked, 'count'>) => ({
    ...whom,
    action: { kind, ...(port && { port }), ...(toVersion && { toVersion }) },
  });
  const url = `/api/journeys/${journeyId}/runs/act`;
  const act = useMutation({
    mutationFn: (chosen: Asked) => api.post<{ count: number }>(url, body(chosen)),
    onSuccess: ({ count }, { kind }) => {
      setAsked(null);
      void client.invalidateQueries({ queryKey: ['runs'] });
      void client.invalidateQueries({ queryKey: ['run'] });
      notifications.show({
        message: t(
          '{kind, select, hold {{count, plural, one {# person} other {# people}} held.} release {{count, plural, one {# person} other {# people}} let go on.} retry {{count, plural, one {# person} other {# people}} tried again.} skip {{count, plural, one {# person} other {# people}} sent on.} move {{count, plural, one {# person moves} other {# people move}} at their next wait.} other {{count, plural, one {# person} other {# people}} ended.}}',
          { kind, count },
        ),
      });
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Nothing changed'), message: sayError(error) }),
  });
  const ask = async (next: Omit<Asked, 'count'>) => {
    // Of a move it is not known how many it concerns before its version is.
    if (next.kind === 'move' && !next.toVersion) return setAsked({ ...next, count: 0 });
    try {
      const { count } = await api.post<{ count: number }>(url, { ...body(next), dryRun: true });
      setAsked({ ...next, count });
    } catch (error) {
      notifications.show({ color: 'red', message: sayError(error) });
    }
  };
  if (!mayChange) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" loading={act.isPending} rightSection={<IconChevronDown size={14} />}>
            {label}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {kindsFor(status).map((kind) => (
            <Menu.Item
              key={kind}
              color={kind === 'end' ? 'red' : undefined}
              onClick={() => void ask({ kind })}
            >
              {WORDS[kind].label}…
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {asked && (
        <Modal
          opened
          onClose={() => setAsked(null)}
          title={
            asked.kind === 'move' && !asked.toVersion
              ? WORDS.move.label
              : t('{label}: {count, plural, one {# person} other {# people}}?', {
                  label: WORDS[asked.kind].label,
                  count: asked.count,
                })
          }
          closeButtonProps={{ 'aria-label': t('Close') }}
          transitionProps={{ duration: 0 }}
        >
          <Text>
            {asked.count === 0 && (asked.kind !== 'move' || asked.toVersion)
              ? t('Nobody who is inside now matches.')
              : WORDS[asked.kind].warning}
          </Text>
          {asked.kind === 'move' && (
            <Select
              mt="md"
              label={t('To version')}
              placeholder={t('Choose')}
              data={versions.map(({ version, isLive }) => ({
                value: String(version),
                label: isLive
                  ? t('Version {version}, live', { version })
                  : t('Version {version}', { version }),
              }))}
              allowDeselect={false}
              value={asked.toVersion ? String(asked.toVersion) : null}
              onChange={(version) => void ask({ kind: 'move', toVersion: Number(version) })}
            />
          )}
          {asked.kind === 'skip' && ways.length > 1 && (
            <Select
              mt="md"
              label={t('By its way out')}
              data={ways.map(({ name, label: way }) => ({ value: name, label: way }))}
              allowDeselect={false}
              value={asked.port ?? ways[0]!.name}
              onChange={(port) => setAsked({ ...asked, port: port! })}
            />
          )}
          <Group mt="lg" justify="flex-end">
            <Button variant="default" onClick={() => setAsked(null)}>
              {t('Cancel')}
            </Button>
            <Button
              color={asked.kind === 'end' ? 'red' : undefined}
              disabled={asked.count === 0}
              loading={act.isPending}
              onClick={() => act.mutate(asked)}
            >
              {WORDS[asked.kind].label}
            </Button>
          </Group>
        </Modal>
      )}
    </>
  );
}
