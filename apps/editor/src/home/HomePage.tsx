import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { homeQuery } from '../api/queries.js';
import { formatCount } from '../format/number.js';
import { FirstSteps } from '../journeys/FirstSteps.js';
import { JourneyTable } from '../journeys/JourneysPage.js';
import { LoadDemoButton } from '../journeys/LoadDemoButton.js';
import { NewJourneyButton } from '../journeys/NewJourneyButton.js';
import { STATES } from '../messages/message-words.js';
import { Card, Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { NotSentReasons } from './NotSentReasons.js';
import { WantsAHand } from './WantsAHand.js';
import classes from './HomePage.module.css';

/** What is running, what was sent, and what was deliberately not. */
export function HomePage() {
  const home = useQuery(homeQuery);
  if (home.isError) return <Trouble error={home.error} onRetry={() => void home.refetch()} />;
  if (!home.data) {
    return (
      <Page title="Home">
        <Loader aria-label="Loading" />
      </Page>
    );
  }
  const { journeys, counts, notSentReasons, hasDemo } = home.data;
  const isEmpty = journeys.length === 0 && counts.contacts === 0;
  if (isEmpty) {
    return (
      <Page title="Welcome to Signalbox">
        <FirstSteps />
      </Page>
    );
  }
  return (
    <Page
      title="Home"
      lead="Fewer, better texts: what was not sent counts as much as what was."
      actions={<NewJourneyButton />}
    >
      <div className={classes.tiles}>
        <Tile label="People" value={counts.contacts} to="/people" />
        <Tile label="Events" value={counts.events} to="/events" />
        <Tile label="Texts sent" value={counts.sent} to={`/messages?state=${STATES.sent}`} />
        <Tile label="Texts not sent" value={counts.notSent} to="/messages?state=not-sent" />
      </div>
      <div className={classes.columns}>
        {journeys.length > 0 ? (
          <JourneyTable journeys={journeys} brief />
        ) : (
          <Card title="Journeys">
            <p className={classes.hint}>No journey yet. Draw one: it begins with something a person does.</p>
            <NewJourneyButton />
          </Card>
        )}
        <div className={classes.stack}>
          <WantsAHand />
          <NotSentReasons reasons={notSentReasons} total={counts.notSent} />
          <Card title="Try it with data">
            <p className={classes.hint}>
              {hasDemo
                ? 'The demo shop is loaded. You can also load CDNOW’s purchase history: real purchases of 1997 and 1998, as history, so it texts nobody.'
                : 'Load a small demo shop, or CDNOW’s real purchase history. Neither texts anybody by itself.'}
            </p>
            <div className={classes.ways}>
              {!hasDemo && <LoadDemoButton />}
              <LoadDemoButton path="/api/demo/history" label="Load CDNOW’s history" variant="default" />
            </div>
          </Card>
        </div>
      </div>
    </Page>
  );
}

function Tile({ label, value, to }: { label: string; value: number; to: string }) {
  return (
    <Link to={to} className={classes.tile}>
      <span>{label}</span>
      <b className="num">{formatCount(value)}</b>
    </Link>
  );
}
