import { ActionIcon, Alert, Button, Checkbox, Group, Loader, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { Segment, SegmentDetail } from '@signalbox/api/contract';
import { checkRule, NOBODY_YET, type SegmentRule } from '@signalbox/engine/segments';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { api, ApiProblem, sayError } from '../api/client.js';
import { segmentQuery } from '../api/queries.js';
import { listWords, quoted } from '../format/words.js';
import { t } from '../language/t.js';
import { Card, Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { GroupFields } from './builder/GroupFields.js';
import { RulePreview } from './RulePreview.js';
import { useRuleSentence } from './use-rule-sentence.js';
import { useUndo } from './use-undo.js';
import { useUnsaved } from '../unsaved/use-unsaved.js';
import { May } from '../team/May.js';
import classes from './SegmentsPage.module.css';

/** A new segment, a copy of one, or the rule of one that is there. */
export function SegmentEditorPage() {
  const { segmentId } = useParams();
  const [search] = useSearchParams();
  const sourceId = segmentId ?? search.get('copy');
  // What was known of it from before may be what somebody has changed since.
  const source = useQuery({
    ...segmentQuery(sourceId ?? ''),
    enabled: sourceId !== null,
    refetchOnMount: 'always',
  });
  if (sourceId === null) return <Editor key="new" segment={null} name="" rule={NOBODY_YET} />;
  if (source.isPending || !source.isFetchedAfterMount) return <Loader aria-label={t('Loading')} m="xl" />;
  if (source.isError && !source.data)
    return <Trouble isPage error={source.error} onRetry={() => void source.refetch()} />;
  const { name, rule } = source.data;
  return segmentId ? (
    <Editor key={segmentId} segment={source.data} name={name} rule={rule} />
  ) : (
    <Editor key={`copy-${sourceId}`} segment={null} name={t('{name} (copy)', { name })} rule={rule} />
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
  const { now: rule, change: setRule, replace, undo, redo } = useUndo(firstRule);
  const [startsJourneys, setStartsJourneys] = useState(false);
  const [seen, setSeen] = useState(segment?.updatedAt);
  const save = useMutation({
    mutationFn: (over?: string) =>
      segment
        ? api.put<Segment>(`/api/segments/${segment.id}`, { name, rule, seen: over ?? seen })
        : api.post<Segment>('/api/segments', { name, rule, startsJourneys }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['segments'] });
      await navigate(`/segments/${id}`);
    },
  });
  useUnsaved(!save.isPending && !save.isSuccess && (name !== firstName || rule !== firstRule));
  const isReady = name.trim() !== '' && checkRule(rule).length === 0;
  const saveIfReady = () => {
    if (isReady && !save.isPending) save.mutate(undefined);
  };
  useHotkeys([['mod+S', saveIfReady]], []);
  const nameField = useRef<HTMLInputElement>(null);
  /** Letters of the name are the browser's to take back. */
  const walk = (step: (() => void) | null) => (event: KeyboardEvent) => {
    if (event.target === nameField.current) return;
    event.preventDefault();
    step?.();
  };
  const byBrowser = { preventDefault: false };
  useHotkeys(
    [
      ['mod+Z', walk(undo), byBrowser],
      ['mod+shift+Z', walk(redo), byBrowser],
      ['mod+Y', walk(redo), byBrowser],
    ],
    [],
  );
  const theirs = changedMeanwhile(save.error);
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
            ref={nameField}
            mb="md"
            maxLength={80}
            autoFocus={!segment}
            placeholder={t('Loyal, but quiet')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <div role="group" aria-label={t('Who belongs')}>
            <div className={classes.head}>
              <div className={classes.label}>{t('Who belongs')}</div>
              <Step Icon={IconArrowBackUp} label={t('Undo')} onClick={undo} />
              <Step Icon={IconArrowForwardUp} label={t('Redo')} onClick={redo} />
            </div>
            <GroupFields
              group={rule.root}
              name={t('Who belongs')}
              path="root"
              faultAt={checkRule(rule)[0]?.path ?? null}
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
              {theirs && (
                <SavedMeanwhile
                  theirs={theirs}
                  onTake={() => {
                    setName(theirs.name);
                    replace(theirs.rule);
                    setSeen(theirs.updatedAt);
                    save.reset();
                  }}
                  onSaveMine={() => save.mutate(theirs.updatedAt)}
                />
              )}
            </Alert>
          )}
        </Card>
        <div className={classes.beside}>
          <RulePreview rule={rule} />
          {segment && segment.usedBy.length > 0 && (
            <Card title={t('Asked for by')}>
              <p className={classes.hint}>
                {t(
                  '{names}. The new rule holds there as soon as it is counted. Who comes in or drops out by it alone starts and ends no journey.',
                  { names: listWords(segment.usedBy.map((use) => quoted(use.name))) },
                )}
              </p>
            </Card>
          )}
        </div>
      </div>
    </Page>
  );
}

/** What the segment is by now, if somebody saved it meanwhile. */
const changedMeanwhile = (error: Error | null): Segment | null =>
  error instanceof ApiProblem && error.code === 'stale-revision' ? (error.body.current as Segment) : null;

function SavedMeanwhile({
  theirs,
  onTake,
  onSaveMine,
}: {
  theirs: Segment;
  onTake: () => void;
  onSaveMine: () => void;
}) {
  const sentence = useRuleSentence()(theirs.rule);
  return (
    <>
      <p>{t('“{name}” is now: {sentence}.', { name: theirs.name, sentence })}</p>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={onTake}>
          {t('Go on from that')}
        </Button>
        <Button size="xs" color="red" onClick={onSaveMine}>
          {t('Save mine over it')}
        </Button>
      </Group>
    </>
  );
}

function Step({
  Icon,
  label,
  onClick,
}: {
  Icon: typeof IconArrowBackUp;
  label: string;
  onClick: (() => void) | null;
}) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      disabled={!onClick}
      onClick={() => onClick?.()}
    >
      <Icon size={17} stroke={1.7} />
    </ActionIcon>
  );
}
