import { Alert, Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Journey } from '@signalbox/api/contract';
import type { Diagnostic } from '@signalbox/engine/graph';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ApiProblem, sayError } from '../api/client.js';
import { publishPlanQuery } from '../api/queries.js';
import { nodeById } from '../document/index.js';
import { ProblemList } from '../inspector/ProblemList.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { ChangeList } from '../publish/ChangeList.js';
import { ForecastPanel } from '../publish/ForecastPanel.js';
import publishing from '../publish/Publish.module.css';
import { jumpToFault } from '../workspace/actions.js';
import type { Autosave } from '../workspace/autosave.js';
import { useCell } from '../workspace/cell.js';
import { useWorkspace } from '../workspace/workspace.js';
import { PeopleInside, type Choice, type Mapping } from './PeopleInside.js';

interface Published {
  version: number;
  moved?: number;
  ended?: number;
}

interface Props {
  journey: Journey;
  autosave: Autosave;
  opened: boolean;
  onClose: () => void;
}

/** What stands in the way, whom it reaches, what changes for whom, and the button that makes it live. */
export function PublishDialog({ journey, autosave, opened, onClose }: Props) {
  const workspace = useWorkspace();
  const client = useQueryClient();
  const faults = useCell(workspace.faults, (all) => all);
  const compared = useCell(workspace.compared, (all) => all);
  const [choice, setChoice] = useState<Choice>('finish');
  const [mapping, setMapping] = useState<Mapping>({});
  const [note, setNote] = useState('');
  const plan = useQuery({
    ...publishPlanQuery(journey.id),
    enabled: opened && journey.liveVersion !== null,
  }).data;
  const nameOf = (nodeId: string) => {
    const node = nodeById(workspace.history.get(), nodeId);
    const entry = workspace.catalogue.find(({ type }) => type === node?.type);
    const planned = plan?.versions.flatMap(({ steps }) => steps).find((step) => step.nodeId === nodeId);
    return node?.data.name || entry?.title || said(planned?.name ?? nodeId);
  };
  const targets = workspace.history
    .get()
    .graph.nodes.filter(
      (node) => workspace.catalogue.find(({ type }) => type === node.type)?.group !== 'trigger',
    )
    .map(({ id }) => id);
  const errors = faults.filter((fault) => fault.severity === 'error');
  const warnings = faults.filter((fault) => fault.severity !== 'error');

  const publish = useMutation({
    mutationFn: async () => {
      const revision = await autosave.flush();
      if (revision === null)
        throw new Error(t('The latest edits are not saved yet, so they can’t be published.'));
      return api.post<Published>(`/api/journeys/${journey.id}/publish`, {
        revision,
        inside: { choice, ...(choice === 'move' && { steps: mapping }) },
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      });
    },
    onSuccess: async ({ version, moved, ended }) => {
      onClose();
      setNote('');
      setChoice('finish');
      setMapping({});
      workspace.comparing.set(false);
      notifications.show({
        color: 'go',
        title: t('Version {version} is live', { version }),
        message: moved
          ? t('{moved, plural, one {# person moves} other {# people move}} to it at their next wait.', {
              moved,
            })
          : ended
            ? t('{ended, plural, one {# person leaves} other {# people leave}} the journey.', { ended })
            : t('People enter from now on.'),
      });
      void client.invalidateQueries({ queryKey: ['journeys'] });
      await client.invalidateQueries({ queryKey: ['journey', journey.id] });
    },
    onError: (error) => {
      if (error instanceof ApiProblem && Array.isArray(error.body.diagnostics)) {
        workspace.faults.set(error.body.diagnostics as Diagnostic[]);
      }
    },
  });

  const jump = (fault: Diagnostic) => {
    onClose();
    jumpToFault(workspace, fault);
  };
  const next = (journey.liveVersion ?? 0) + 1;
  const isReady = errors.length === 0;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={isReady ? t('Publish version {next}?', { next }) : t('Not ready to publish')}
      size="xl"
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('Close') }}
      // What has the focus is not under the buttons.
      styles={{ content: { scrollPaddingBottom: 80 } }}
    >
      {!isReady && (
        <>
          <Text mb="sm">
            {t(
              '{errors, plural, one {# thing stands} other {# things stand}} in the way. Press one to see it on the canvas.',
              { errors: errors.length },
            )}
          </Text>
          <ProblemList faults={errors} onJump={jump} />
        </>
      )}
      {isReady && opened && <ForecastPanel journeyId={journey.id} workspace={workspace} />}
      {isReady && compared && (
        <>
          <div className={publishing.heading}>
            <h3>{t('What changes against version {version}', { version: compared.version })}</h3>
            <button
              type="button"
              className={publishing.link}
              onClick={() => {
                onClose();
                workspace.view.set('canvas');
                workspace.comparing.set(true);
              }}
            >
              {t('Show on the canvas')}
            </button>
          </div>
          <ChangeList diff={compared.diff} before={compared.live} after={workspace.history.get().graph} />
        </>
      )}
      {isReady && plan && plan.inside > 0 && (
        <>
          <div className={publishing.heading} />
          <PeopleInside
            plan={plan}
            nameOf={nameOf}
            choice={choice}
            onChange={setChoice}
            targets={targets}
            mapping={mapping}
            onMap={setMapping}
          />
        </>
      )}
      {warnings.length > 0 && (
        <>
          <Text mt="md" mb="xs" fw={600}>
            {t('Worth a second look')}
          </Text>
          <ProblemList faults={warnings} onJump={jump} />
        </>
      )}
      {isReady && (
        <TextInput
          mt="md"
          label={t('Note for the history')}
          placeholder={t('What is new, and why (may stay empty)')}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      <div className={publishing.foot}>
        {publish.isError && (
          <Alert mb="sm" color="red" title={t('Not published')}>
            {sayError(publish.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button disabled={!isReady} loading={publish.isPending} onClick={() => publish.mutate()}>
            {t('Publish now')}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
