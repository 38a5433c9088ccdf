import { Alert, Button, Group, Modal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Journey } from '@signalbox/api/contract';
import type { Diagnostic } from '@signalbox/engine/graph';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ApiProblem, sayError } from '../api/client.js';
import { publishPlanQuery } from '../api/queries.js';
import { nodeById } from '../document/index.js';
import { countOf } from '../format/number.js';
import { ProblemList } from '../inspector/ProblemList.js';
import { jumpTo } from '../workspace/actions.js';
import type { Autosave } from '../workspace/autosave.js';
import { useCell } from '../workspace/cell.js';
import { useWorkspace } from '../workspace/workspace.js';
import { changesInWords, PeopleInside, type Choice } from './PeopleInside.js';

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

/** What stands in the way, what happens to the people inside, and the button that makes it live. */
export function PublishDialog({ journey, autosave, opened, onClose }: Props) {
  const workspace = useWorkspace();
  const client = useQueryClient();
  const faults = useCell(workspace.faults, (all) => all);
  const [choice, setChoice] = useState<Choice>('finish');
  const plan = useQuery({
    ...publishPlanQuery(journey.id),
    enabled: opened && journey.liveVersion !== null,
  }).data;
  const nameOf = (nodeId: string) => {
    const node = nodeById(workspace.history.get(), nodeId);
    const entry = workspace.catalogue.find(({ type }) => type === node?.type);
    return node?.data.name || entry?.title || nodeId;
  };
  const errors = faults.filter((fault) => fault.severity === 'error');
  const warnings = faults.filter((fault) => fault.severity !== 'error');

  const publish = useMutation({
    mutationFn: async () => {
      const revision = await autosave.flush();
      if (revision === null)
        throw new Error('The latest edits are not saved yet, so they can’t be published.');
      return api.post<Published>(`/api/journeys/${journey.id}/publish`, { revision, inside: { choice } });
    },
    onSuccess: async ({ version, moved, ended }) => {
      onClose();
      notifications.show({
        color: 'go',
        title: `Version ${version} is live`,
        message: moved
          ? `${countOf(moved, 'person moves', 'people move')} to it at their next wait.`
          : ended
            ? `${countOf(ended, 'person leaves', 'people leave')} the journey.`
            : 'People enter from now on.',
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

  const jump = (nodeId: string) => {
    onClose();
    jumpTo(workspace, nodeId);
  };
  const next = (journey.liveVersion ?? 0) + 1;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={errors.length > 0 ? 'Not ready to publish' : `Publish version ${next}?`}
      size="md"
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {errors.length > 0 ? (
        <>
          <Text mb="sm">
            {countOf(errors.length, 'thing stands', 'things stand')} in the way. Press one to see it on the
            canvas.
          </Text>
          <ProblemList faults={errors} onJump={jump} />
        </>
      ) : (
        <>
          <Text mb="md">
            {plan && journey.liveVersion !== null
              ? `Against version ${journey.liveVersion}: ${changesInWords(plan)} `
              : ''}
            People enter from now on. What was published before stays in the list of versions.
          </Text>
          {plan && plan.inside > 0 && (
            <PeopleInside plan={plan} nameOf={nameOf} choice={choice} onChange={setChoice} />
          )}
        </>
      )}
      {warnings.length > 0 && (
        <>
          <Text mt="md" mb="xs" fw={600}>
            Worth a second look
          </Text>
          <ProblemList faults={warnings} onJump={jump} />
        </>
      )}
      {publish.isError && (
        <Alert mt="md" color="red" title="Not published">
          {sayError(publish.error)}
        </Alert>
      )}
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={errors.length > 0} loading={publish.isPending} onClick={() => publish.mutate()}>
          Publish now
        </Button>
      </Group>
    </Modal>
  );
}
