import { Alert, Button, Group, Loader, Modal } from '@mantine/core';
import type { SegmentDetail } from '@signalbox/api/contract';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { api, sayError } from '../api/client.js';
import { segmentMembersQuery, segmentQuery } from '../api/queries.js';
import { formatCount } from '../format/number.js';
import { quoted } from '../format/words.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { CsvButton } from '../ui/CsvButton.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { ShowMore } from '../ui/ShowMore.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { AsksForDeleted } from './AsksForDeleted.js';
import { Growth } from './Growth.js';
import { useRuleSentence } from './use-rule-sentence.js';
import { May } from '../team/May.js';
import classes from './SegmentsPage.module.css';

const USED_BY = { journey: t('journey'), segment: t('segment') };

/** One segment: its rule in words, who belongs, how it grew, and what asks for it. */
export function SegmentPage() {
  const { segmentId = '' } = useParams();
  const segment = useQuery(segmentQuery(segmentId));
  if (segment.isPending) return <Loader aria-label={t('Loading')} m="xl" />;
  if (segment.isError && !segment.data)
    return <Trouble isPage error={segment.error} onRetry={() => void segment.refetch()} />;
  return <Detail segment={segment.data} />;
}

function Detail({ segment }: { segment: SegmentDetail }) {
  const { id, name, rule, members, isCounting, sizes, usedBy } = segment;
  const sentence = useRuleSentence()(rule);
  const navigate = useNavigate();
  const [isDeleting, setDeleting] = useState(false);
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api.delete(`/api/segments/${id}`),
    onSuccess: async () => {
      await navigate('/segments');
      await client.invalidateQueries({ queryKey: ['segments'] });
    },
  });
  return (
    <Page
      title={name}
      lead={t('Everybody of whom this is true: {sentence}.', { sentence })}
      actions={
        <Group gap="xs">
          <CsvButton path={`/api/segments/${id}/members.csv`} />
          <May need="change" hide>
            <Button variant="default" component={Link} to={`/segments/new?copy=${id}`}>
              {t('Duplicate')}
            </Button>
            <Button component={Link} to={`/segments/${id}/edit`} className={classes.go!}>
              {t('Edit rule')}
            </Button>
          </May>
        </Group>
      }
    >
      <AsksForDeleted rule={rule} />
      <div className={classes.columns}>
        <Members id={id} total={members} isCounting={isCounting} />
        <div className={classes.beside}>
          <Card title={t('People, day by day')}>
            <Growth sizes={sizes} now={members} />
          </Card>
          <Card title={t('Asked for by')}>
            {usedBy.length === 0 ? (
              <p className={classes.hint}>{t('Nothing asks for it yet.')}</p>
            ) : (
              <ul className={classes.sample}>
                {usedBy.map((use) => (
                  <li key={use.id}>
                    <Link to={use.kind === 'journey' ? `/journeys/${use.id}` : `/segments/${use.id}`}>
                      {use.name}
                    </Link>
                    <span>{USED_BY[use.kind]}</span>
                  </li>
                ))}
              </ul>
            )}
            {remove.error && (
              <Alert mt="md" color="red" title={t('Not deleted')}>
                {sayError(remove.error)}
              </Alert>
            )}
            <May need="change">
              <Button
                mt="sm"
                size="xs"
                variant="default"
                color="red"
                disabled={usedBy.length > 0}
                loading={remove.isPending}
                onClick={() => setDeleting(true)}
              >
                {t('Delete segment')}
              </Button>
            </May>
            <Modal
              opened={isDeleting}
              onClose={() => setDeleting(false)}
              title={t('Delete {name}?', { name: quoted(name) })}
            >
              <p>{t('Its rule is gone then. The people stay as they are.')}</p>
              <Group justify="flex-end" mt="md">
                <Button variant="default" onClick={() => setDeleting(false)}>
                  {t('Keep')}
                </Button>
                <Button
                  color="red"
                  onClick={() => {
                    setDeleting(false);
                    remove.mutate();
                  }}
                >
                  {t('Delete')}
                </Button>
              </Group>
            </Modal>
            {usedBy.length > 0 && (
              <p className={classes.hint}>{t('It can be deleted once nothing asks for it any more.')}</p>
            )}
          </Card>
        </div>
      </div>
    </Page>
  );
}

function Members({ id, total, isCounting }: { id: string; total: number; isCounting: boolean }) {
  const members = useInfiniteQuery(segmentMembersQuery(id));
  const rows = members.data?.pages.flatMap((page) => page.members) ?? [];
  return (
    <Card
      title={t('People')}
      aside={
        isCounting ? (
          <Chip tone="event">{t('counting')}</Chip>
        ) : (
          t('{total, plural, one {# person} other {# people}}', { total })
        )
      }
    >
      {members.isError && <Trouble error={members.error} onRetry={() => void members.refetch()} />}
      {members.isSuccess && rows.length === 0 && (
        <Empty title={t('Nobody yet')}>
          {isCounting
            ? t('Everybody is being looked at.')
            : t('Whoever comes to belong shows here within seconds.')}
        </Empty>
      )}
      {rows.length > 0 && (
        <Table
          label={t('People of the segment')}
          rows={rows}
          rowKey={(person) => person.id}
          columns={[
            { title: t('Person'), cell: (person) => <Link to={`/people/${person.id}`}>{person.name}</Link> },
            {
              title: t('Phone'),
              cell: (person) => <span className="num">{person.phone ?? '–'}</span>,
              narrow: true,
            },
            {
              title: t('Since'),
              cell: (person) => <Time at={person.enteredAt} />,
              narrow: true,
              numeric: true,
            },
          ]}
        />
      )}
      <ShowMore list={members}>
        {t('Show more ({max} left)', { max: formatCount(Math.max(0, total - rows.length)) })}
      </ShowMore>
    </Card>
  );
}
