import { Button, Group, Menu, Modal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChevronDown } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import { useMay } from '../team/roles.js';
import type { ListedRuns } from './listed-runs.js';

type Kind = 'hold' | 'release' | 'retry' | 'skip' | 'end';

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
    warning: t('Each leaves the step where they are by its first way out, without waiting for it.'),
  },
  end: { label: t('End'), warning: t('They leave the journey. This can’t be taken back.') },
};

interface Props {
  journeyId: string;
  /** Whom it concerns: these runs, or those who match. */
  whom: { runIds: string[] } | ListedRuns;
  /** How many that is, as far as is known. */
  label?: string;
}

/** Hold, skip, retry or end, for one run or many: what it would do is counted and asked first. */
export function RunActions({ journeyId, whom, label = t('Act') }: Props) {
  const client = useQueryClient();
  const mayChange = useMay('change');
  const [asked, setAsked] = useState<{ kind: Kind; count: number } | null>(null);
  const body = (kind: Kind) => ({ ...whom, action: { kind } });
  const url = `/api/journeys/${journeyId}/runs/act`;
  const act = useMutation({
    mutationFn: (kind: Kind) => api.post<{ count: number }>(url, body(kind)),
    onSuccess: ({ count }, kind) => {
      setAsked(null);
      void client.invalidateQueries({ queryKey: ['runs'] });
      void client.invalidateQueries({ queryKey: ['run'] });
      notifications.show({
        message: t(
          '{kind, select, hold {{count, plural, one {# person} other {# people}} held.} release {{count, plural, one {# person} other {# people}} let go on.} retry {{count, plural, one {# person} other {# people}} tried again.} skip {{count, plural, one {# person} other {# people}} sent on.} other {{count, plural, one {# person} other {# people}} ended.}}',
          { kind, count },
        ),
      });
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Nothing changed'), message: sayError(error) }),
  });
  const ask = async (kind: Kind) => {
    try {
      const { count } = await api.post<{ count: number }>(url, { ...body(kind), dryRun: true });
      setAsked({ kind, count });
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
          {(Object.keys(WORDS) as Kind[]).map((kind) => (
            <Menu.Item key={kind} color={kind === 'end' ? 'red' : undefined} onClick={() => void ask(kind)}>
              {WORDS[kind].label}…
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {asked && (
        <Modal
          opened
          onClose={() => setAsked(null)}
          title={t('{label}: {count, plural, one {# person} other {# people}}?', {
            label: WORDS[asked.kind].label,
            count: asked.count,
          })}
          transitionProps={{ duration: 0 }}
        >
          <Text>
            {asked.count === 0 ? t('Nobody who is inside now matches.') : WORDS[asked.kind].warning}
          </Text>
          <Group mt="lg" justify="flex-end">
            <Button variant="default" onClick={() => setAsked(null)}>
              {t('Cancel')}
            </Button>
            <Button
              color={asked.kind === 'end' ? 'red' : undefined}
              disabled={asked.count === 0}
              loading={act.isPending}
              onClick={() => act.mutate(asked.kind)}
            >
              {WORDS[asked.kind].label}
            </Button>
          </Group>
        </Modal>
      )}
    </>
  );
}
