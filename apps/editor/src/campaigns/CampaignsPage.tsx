import { Group, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { allCampaignsQuery } from '../api/queries.js';
import { zoneName } from '../format/time.js';
import { t } from '../language/t.js';
import { FromTemplateButton } from '../templates/FromTemplateButton.js';
import { Chip } from '../ui/Chip.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { CAMPAIGN_WORDS, whenOf } from './campaign-words.js';
import { CampaignProgress } from './CampaignProgress.js';
import { CampaignTable } from './CampaignTable.js';
import { NewCampaignButton } from './NewCampaignButton.js';
import { StopCampaign } from './StopCampaign.js';
import classes from './CampaignsPage.module.css';

/** What goes out to many at a time: what comes next, what is under way, and what is done. */
export function CampaignsPage() {
  const answer = useQuery(allCampaignsQuery);
  const { journeys, campaigns, ahead } = answer.data ?? { journeys: [], campaigns: [], ahead: [] };
  return (
    <Page
      title={t('Campaigns')}
      lead={t(
        'Journeys that begin for a whole audience at a time: what comes next, and how far each has come. Times are by the clock of {zone}.',
        { zone: zoneName() },
      )}
      actions={journeys.length > 0 && <NewCampaignButton />}
    >
      {answer.isPending && <Loader aria-label={t('Loading')} />}
      {answer.isError && <Trouble error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isSuccess && journeys.length === 0 && (
        <Empty
          title={t('No campaign yet')}
          action={
            <Group justify="center">
              <NewCampaignButton />
              <FromTemplateButton />
            </Group>
          }
        >
          {t(
            'A campaign is a journey that begins for many at once: choose a segment, a date and a time, write the text, try it, and publish. Whoever has not agreed or has said STOP is left out, and each text keeps the hours of its reader. “Flash sale” and “VIP early access” are templates for one.',
          )}
        </Empty>
      )}
      <div className={classes.cards}>
        {journeys.length > 0 && (
          <Card title={t('All campaigns')}>
            <CampaignTable journeys={journeys} />
          </Card>
        )}
        {ahead.length > 0 && (
          <Card title={t('The next 30 days')}>
            <Table
              label={t('The next 30 days')}
              rows={ahead}
              rowKey={({ journey, at }) => `${journey.id}/${at}`}
              columns={[
                {
                  title: t('Journey'),
                  cell: ({ journey }) => <Link to={`/journeys/${journey.id}`}>{journey.name}</Link>,
                },
                {
                  title: t('When'),
                  cell: ({ at, byTheirClock }) => (
                    <>
                      <Time at={at} />
                      {byTheirClock && <small>{t('by each person’s own clock')}</small>}
                    </>
                  ),
                },
              ]}
            />
          </Card>
        )}
        {campaigns.length > 0 && (
          <Card title={t('So far')}>
            <Table
              label={t('Each time that one went out')}
              rows={campaigns}
              rowKey={({ id }) => id}
              columns={[
                {
                  title: t('Journey'),
                  cell: ({ journey }) => <Link to={`/journeys/${journey.id}`}>{journey.name}</Link>,
                },
                { title: t('When'), cell: whenOf },
                {
                  title: t('State'),
                  cell: ({ status }) => (
                    <Chip tone={CAMPAIGN_WORDS[status].tone}>{CAMPAIGN_WORDS[status].words}</Chip>
                  ),
                },
                { title: t('People'), cell: (campaign) => <CampaignProgress campaign={campaign} /> },
                {
                  title: t('Stop'),
                  unseen: true,
                  narrow: true,
                  cell: (campaign) => <StopCampaign campaign={campaign} />,
                },
              ]}
            />
          </Card>
        )}
      </div>
    </Page>
  );
}
