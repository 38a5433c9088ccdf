import { Loader, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { figuresQuery, homeQuery } from '../api/queries.js';
import { FirstSteps } from '../journeys/FirstSteps.js';
import { JourneyTable } from '../journeys/JourneysPage.js';
import { LoadDemoButton } from '../journeys/LoadDemoButton.js';
import { NewJourneyButton } from '../journeys/NewJourneyButton.js';
import { t } from '../language/t.js';
import { FromTemplateButton } from '../templates/FromTemplateButton.js';
import { Card, Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { ConcernList } from './ConcernList.js';
import { FigureTiles } from './FigureTiles.js';
import { FirstJourney } from './FirstJourney.js';
import { NotSentReasons } from './NotSentReasons.js';
import { textsAPerson } from './texts-a-person.js';
import { WantsAHand } from './WantsAHand.js';
import classes from './HomePage.module.css';

const PERIODS = [7, 30, 90];

/** What wants attention, what is running, what was sent, and what was deliberately not. */
export function HomePage() {
  const [days, setDays] = useState(30);
  const home = useQuery(homeQuery);
  const figures = useQuery(figuresQuery(days)).data;
  if (home.isError && !home.data)
    return <Trouble isPage error={home.error} onRetry={() => void home.refetch()} />;
  if (!home.data) {
    return (
      <Page title={t('Home')}>
        <Loader aria-label={t('Loading')} />
      </Page>
    );
  }
  const { journeys, hasPeople, hasDemo } = home.data;
  if (journeys.length === 0 && !hasPeople) {
    return (
      <Page title={t('Welcome to Signalbox')}>
        <FirstSteps />
      </Page>
    );
  }
  return (
    <Page
      title={t('Home')}
      lead={figures ? textsAPerson(figures) : ' '}
      actions={
        <div className={classes.ways}>
          <SegmentedControl
            aria-label={t('Period')}
            value={String(days)}
            onChange={(value) => setDays(Number(value))}
            data={PERIODS.map((period) => ({ value: String(period), label: t('{period} days', { period }) }))}
          />
          <FromTemplateButton />
          <NewJourneyButton />
        </div>
      }
    >
      {hasDemo && <FirstJourney />}
      {figures && <ConcernList concerns={figures.concerns} />}
      {figures ? <FigureTiles figures={figures} /> : <div className={classes.tilesToCome} />}
      <div className={classes.columns}>
        {journeys.length > 0 ? (
          <JourneyTable journeys={journeys} brief />
        ) : (
          <Card title={t('Journeys')}>
            <p className={classes.hint}>
              {t('No journey yet. Draw one: it begins with something a person does.')}
            </p>
            <div className={classes.ways}>
              <FromTemplateButton />
              <NewJourneyButton />
            </div>
          </Card>
        )}
        <div className={classes.stack}>
          <WantsAHand />
          <NotSentReasons
            reasons={figures?.notSentReasons ?? []}
            total={figures?.texts.notSent ?? 0}
            days={days}
          />
          {!hasDemo && (
            <Card title={t('Try it with data')}>
              <p className={classes.hint}>
                {t(
                  'Load a small demo shop, or CDNOW’s real purchase history. Neither texts anybody by itself.',
                )}
              </p>
              <div className={classes.ways}>
                <LoadDemoButton />
                <LoadDemoButton
                  path="/api/demo/history"
                  label={t('Load CDNOW’s history')}
                  variant="default"
                />
              </div>
            </Card>
          )}
        </div>
      </div>
    </Page>
  );
}
