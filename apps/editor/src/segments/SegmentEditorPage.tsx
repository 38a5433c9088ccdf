import { Alert, Button, Checkbox, Group, Loader, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { Segment, SegmentDetail } from '@signalbox/api/contract';
import { checkRule, NOBODY_YET, type SegmentRule } from '@signalbox/engine/segments';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { api, sayError } from '../api/client.js';
import { segmentQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { Card, Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { GroupFields } from './builder/GroupFields.js';
import { RulePreview } from './RulePreview.js';
import { useUnsaved } from '../unsaved/use-unsaved.js';
import { May } from '../team/May.js';
import classes from './SegmentsPage.module.css';

/** A new segment, a copy of one, or the rule of one that is there. */
export function SegmentEditorPage() {
  const { segmentId } = useParams();
  const [search] = useSearchParams();
  const sourceId = segmentId ?? search.get('copy');
  const source = useQuery({ ...segmentQuery(sourceId ?? ''), enabled: sourceId !== null });
  if (sourceId === null) return <Editor key="new" segment={null} name="" rule={NOBODY_YET} />;
  if (source.isPending) return <Loader aria-label={t('Loading')} m="xl" />;
  if (source.isError && !source.data)
    return <Trouble error={source.error} onRetry={() => void source.refetch()} />;
  const { name, rule } = source.data;
  return segmentId ? (
    <Editor key={segmentId} segment={source.data} name={name} rule={rule} />
  ) : (
    <Editor key={`copy-${sourceId}`} segment={null} name={`${name} (copy)`} rule={rule} />
  );
}

interface Props {
  /** `null` for a new one. */
  segment: SegmentDetail | null;
  name: string;
  rule: SegmentRule;
}

function Editor({ segment, name: firstName, rule: firstRule }: Props) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(firstName);
  const [rule, setRule] = useState(firstRule);
  const [startsJourneys, setStartsJourneys] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      segment
        ? api.put<Segment>(`/api/segments/${segment.id}`, { name, rule })
        : api.post<Segment>('/api/segments', { name, rule, startsJourneys }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['segments'] });
      await navigate(`/segments/${id}`);
    },
  });
  useUnsaved(!save.isPending && !save.isSuccess && (name !== firstName || rule !== firstRule));
  const isReady = name.trim() !== '' && checkRule(rule).length === 0;
  const saveIfReady = () => {
    if (isReady && !save.isPending) save.mutate();
  };
  useHotkeys([['mod+S', saveIfReady]], []);
  return (
    <Page
      title={segment ? t('Rule of “{name}”', { name: segment.name }) : t('New segment')}
      lead={t(
        'Say who belongs. Membership follows by itself: within seconds of what changes it, and as time passes.',
      )}
      actions={
        <Group>
          <Button
            variant="default"
            onClick={() => void navigate(segment ? `/segments/${segment.id}` : '/segments')}
          >
            {t('Cancel')}
          </Button>
          <May need="change">
            <Button disabled={!isReady} loading={save.isPending} onClick={saveIfReady} title={t('Ctrl+S')}>
              {t('Save')}
            </Button>
          </May>
        </Group>
      }
    >
      <div className={classes.columns}>
        <Card>
          <TextInput
            label={t('Name')}
            mb="md"
            maxLength={80}
            autoFocus={!segment}
            placeholder={t('Loyal, but quiet')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <div role="group" aria-label={t('Who belongs')}>
            <div className={classes.label}>{t('Who belongs')}</div>
            <GroupFields
              group={rule.root}
              name="Who belongs"
              ownId={segment?.id ?? null}
              onChange={(root) => setRule({ ...rule, root })}
            />
          </div>
          {!segment && (
            <Checkbox
              mt="lg"
              label={t('Those who belong already enter it, too')}
              description={t(
                'Journeys that begin when somebody enters the segment then take all of them in. Otherwise only who comes later.',
              )}
              checked={startsJourneys}
              onChange={(event) => setStartsJourneys(event.currentTarget.checked)}
            />
          )}
          {save.error && (
            <Alert mt="md" color="red" title={t('Not saved')}>
              {sayError(save.error)}
            </Alert>
          )}
        </Card>
        <div className={classes.beside}>
          <RulePreview rule={rule} />
        </div>
      </div>
    </Page>
  );
}
