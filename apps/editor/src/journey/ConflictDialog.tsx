import { Button, Group, Modal, Text } from '@mantine/core';
import type { Autosave } from '../workspace/autosave.js';
import { useCell } from '../workspace/cell.js';
import { countOf } from '../format/number.js';
import { useDocument } from '../workspace/workspace.js';

/** Two people, or two tabs, edited the same draft: whose version counts is a choice, never an accident. */
export function ConflictDialog({ autosave }: { autosave: Autosave }) {
  const state = useCell(autosave.state, (now) => now);
  const mine = useDocument((doc) => doc.graph.nodes.length);
  const theirs = state.kind === 'conflict' ? state.theirs.graph.nodes.length : 0;
  return (
    <Modal
      opened={state.kind === 'conflict'}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title="This journey was changed elsewhere"
    >
      <Text>
        Another tab or person saved it while you were editing. Yours has {countOf(mine, 'step', 'steps')}, the
        other {countOf(theirs, 'step', 'steps')}.
      </Text>
      <Text mt="xs" c="dimmed">
        If you take theirs, Undo brings yours back.
      </Text>
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={autosave.takeTheirs}>
          Take theirs
        </Button>
        <Button onClick={autosave.keepMine}>Keep mine</Button>
      </Group>
    </Modal>
  );
}
