import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { contactQuery } from '../api/queries.js';
import { EventTable } from '../events/EventTable.js';
import { formatCount, formatMoney } from '../format/number.js';
import { PersonLoyalty } from '../loyalty/PersonLoyalty.js';
import { MessageTable } from '../messages/MessageTable.js';
import { RunTable } from '../run/RunsPage.js';
import { Card, Page } from '../ui/Page.js';
import { Properties } from '../ui/Properties.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { ConsentChip } from './ConsentChip.js';
import { Conversation } from './Conversation.js';
import classes from './PersonPage.module.css';

/** All that is known of a person, and all that happened between you. */
export function PersonPage() {
  const { contactId = '' } = useParams();
  const person = useQuery(contactQuery(contactId));
  if (person.isError) return <Trouble error={person.error} onRetry={() => void person.refetch()} />;
  if (!person.data) {
    return (
      <Page title="Person">
        <Loader aria-label="Loading" />
      </Page>
    );
  }
  const { data } = person;
  return (
    <Page
      title={data.name || data.email || data.phone || 'No name'}
      lead={[data.phone, data.email, data.country, data.language].filter(Boolean).join(' · ')}
      actions={
        data.phone && (
          <Button component={Link} to={`/phone?number=${encodeURIComponent(data.phone)}`} variant="default">
            Phone
          </Button>
        )
      }
    >
      <div className={classes.columns}>
        <div className={classes.stack}>
          <Card title="Journeys" aside={formatCount(data.runs.length)}>
            {data.runs.length > 0 ? (
              <RunTable runs={data.runs} />
            ) : (
              <p className={classes.none}>In no journey so far.</p>
            )}
          </Card>
          <Card title="Texts" aside={formatCount(data.messages.length)}>
            {data.messages.length > 0 ? (
              <MessageTable messages={data.messages} withPerson={false} />
            ) : (
              <p className={classes.none}>No text so far.</p>
            )}
          </Card>
          <Card title="Events" aside={formatCount(data.events.length)}>
            {data.events.length > 0 ? (
              <EventTable events={data.events} withPerson={false} />
            ) : (
              <p className={classes.none}>No event so far.</p>
            )}
          </Card>
        </div>
        <div className={classes.stack}>
          <Conversation
            contactId={data.id}
            hasPhone={data.phone !== null}
            hasStopped={data.smsConsent === 'stopped'}
          />
          <Card title="May be texted">
            <p>
              <ConsentChip consent={data.smsConsent} />
            </p>
            <ul className={classes.consents}>
              {data.consents.map((consent, index) => (
                <li key={index}>
                  {consent.state === 'granted' ? 'Agreed' : 'Said no'} to {consent.purpose}, by{' '}
                  {consent.source} <Time at={consent.at} />
                </li>
              ))}
            </ul>
          </Card>
          <Card title="Orders">
            <Properties
              value={{
                orders: formatCount(data.orderCount),
                spent: formatMoney(data.totalSpent),
                'time zone': data.timeZone ?? 'not known',
              }}
            />
          </Card>
          <PersonLoyalty contactId={data.id} />
          <Card title="Attributes">
            <Properties value={data.attributes} />
          </Card>
        </div>
      </div>
    </Page>
  );
}
