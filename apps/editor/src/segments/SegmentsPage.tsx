import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { segmentsQuery } from '../api/queries.js';
import { formatCount } from '../format/number.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Trouble } from '../ui/Trouble.js';
import { useRuleSentence } from './use-rule-sentence.js';
import { May } from '../team/May.js';
import classes from './SegmentsPage.module.css';

/** Who belongs together: for campaigns, conditions and triggers. */
export function SegmentsPage() {
  const sentenceOf = useRuleSentence();
  const segments = useQuery(segmentsQuery);
  const rows = segments.data ?? [];
  return (
    <Page
      title={t('Segments')}
      lead={t(
        'Rules that say who belongs together. Membership follows by itself, within seconds of what changes it.',
      )}
      actions={
        <May need="change" hide>
          <Button component={Link} to="/segments/new" className={classes.go!}>
            {t('New segment')}
          </Button>
        </May>
      }
    >
      {segments.isPending && <Loader aria-label={t('Loading')} />}
      {segments.isError && <Trouble error={segments.error} onRetry={() => void segments.refetch()} />}
      {segments.isSuccess && rows.length === 0 && (
        <Empty title={t('No segment yet')}>
          {t(
            'A segment names people by what is known of them and what they did, such as “order count is at least 3 and did not do “Order Completed” in the last 90 days”. Journeys can start when somebody enters it, ask whether they are in it, or go to all of it at a time.',
          )}
        </Empty>
      )}
      {rows.length > 0 && (
        <Card>
          <Table
            label={t('Segments')}
            rows={rows}
            rowKey={(segment) => segment.id}
            columns={[
              {
                title: t('Segment'),
                cell: (segment) => (
                  <Link to={`/segments/${segment.id}`} className={classes.name!}>
                    {segment.name}
                  </Link>
                ),
              },
              { title: t('Who'), cell: (segment) => sentenceOf(segment.rule) },
              {
                title: t('People'),
                cell: (segment) =>
                  segment.isCounting ? (
                    <Chip tone="event">{t('counting')}</Chip>
                  ) : (
                    formatCount(segment.members)
                  ),
                numeric: true,
                narrow: true,
              },
            ]}
          />
        </Card>
      )}
    </Page>
  );
}
