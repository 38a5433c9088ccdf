import { Alert, Button, Group, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { Segment, SegmentPreview } from '@signalbox/api/contract';
import type { RuleGroup } from '@signalbox/nodes/kernel';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, sayError } from '../api/client.js';
import { formatCount } from '../format/number.js';
import { RulesField } from '../inspector/widgets/RulesField.js';
import classes from './SegmentsPage.module.css';

const NOTHING: RuleGroup = { match: 'all', rules: [] };

interface Props {
  /** `null` for a new one. */
  segment: Segment | null;
  onClose: () => void;
}

/** A segment's rule, with who belongs shown while one writes it. */
export function SegmentDialog({ segment, onClose }: Props) {
  const client = useQueryClient();
  const [name, setName] = useState(segment?.name ?? '');
  const [rule, setRule] = useState<RuleGroup>(segment?.rule ?? NOTHING);
  const done = async () => {
    await client.invalidateQueries({ queryKey: ['segments'] });
    onClose();
  };
  const save = useMutation({
    mutationFn: () =>
      segment
        ? api.put(`/api/segments/${segment.id}`, { name, rule })
        : api.post('/api/segments', { name, rule }),
    onSuccess: done,
  });
  const remove = useMutation({
    mutationFn: () => api.delete(`/api/segments/${segment!.id}`),
    onSuccess: done,
  });
  const isReady = name.trim() !== '' && rule.rules.length > 0;
  const error = save.error ?? remove.error;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={segment ? `Segment “${segment.name}”` : 'New segment'}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <TextInput
        label="Name"
        mb="md"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <RulesField
        root={{}}
        schema={{ ui: { sources: ['contact'] } }}
        path="rule"
        label="Who belongs"
        value={rule}
        isRequired
        faults={[]}
        eventName={null}
        onChange={(next) => setRule((next as RuleGroup | undefined) ?? NOTHING)}
      />
      <Preview rule={rule} />
      {error && (
        <Alert mt="md" color="red" title="Not saved">
          {sayError(error)}
        </Alert>
      )}
      <Group mt="lg" justify="space-between">
        {segment ? (
          <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            Delete
          </Button>
        ) : (
          <span />
        )}
        <Group>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={!isReady} loading={save.isPending} onClick={() => save.mutate()}>
            Save
          </Button>
        </Group>
      </Group>
    </Modal>
  );
}

function Preview({ rule }: { rule: RuleGroup }) {
  const [settled] = useDebouncedValue(rule, 300);
  const preview = useQuery({
    queryKey: ['segment-preview', settled],
    queryFn: () => api.post<SegmentPreview>('/api/segments/preview', { rule: settled }),
    enabled: settled.rules.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (settled.rules.length === 0) return null;
  if (preview.isError)
    return <p className={classes.hint}>Who that is shows once the condition is complete.</p>;
  if (!preview.data) return null;
  const { matched, looked, total, sentence, sample } = preview.data;
  return (
    <section aria-label="Who that is" aria-live="polite">
      <p className={classes.sentence}>
        <b className="num">{formatCount(matched)}</b> of{' '}
        {looked < total ? `the newest ${formatCount(looked)}` : formatCount(total)} people: {sentence}.
      </p>
      <p className={classes.hint}>
        {sample.map((person, index) => (
          <span key={person.id}>
            {index > 0 && ', '}
            <Link to={`/people/${person.id}`}>{person.name}</Link>
          </span>
        ))}
        {matched > sample.length && ' …'}
      </p>
    </section>
  );
}
