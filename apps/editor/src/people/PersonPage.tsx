import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { ContactDetail } from '@signalbox/api/contract';
import { contactQuery } from '../api/queries.js';
import { formatCount, formatMoney } from '../format/number.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { PersonLoyalty } from '../loyalty/PersonLoyalty.js';
import { RunTable } from '../run/RunTable.js';
import { Card, Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { AttributesCard } from './AttributesCard.js';
import { ComputedFacts } from './ComputedFacts.js';
import { ConsentCard } from './ConsentCard.js';
import { Conversation } from './Conversation.js';
import { CorrectButton } from './CorrectButton.js';
import { KnownAs } from './KnownAs.js';
import { languageName } from './languages.js';
import { PersonMenu } from './PersonMenu.js';
import { PersonTags } from './PersonTags.js';
import { RelationshipCard } from './RelationshipCard.js';
import { Timeline } from './Timeline.js';
import { WhyNot } from './WhyNot.js';
import { May } from '../team/May.js';
import classes from './PersonPage.module.css';

/** All that is known of a person, and all that happened between you. */
export function PersonPage() {
  const { contactId = '' } = useParams();
  const person = useQuery(contactQuery(contactId));
  if (person.isError && !person.data)
    return <Trouble isPage error={person.error} onRetry={() => void person.refetch()} />;
  if (!person.data) {
    return (
      <Page title={t('Person')}>
        <Loader aria-label={t('Loading')} />
      </Page>
    );
  }
  const { data } = person;
  const inside = data.runs.filter(({ endedAt }) => endedAt === null);
  return (
    <Page
      title={data.name || data.email || data.phone || t('No name')}
      lead={[data.phone, data.email, data.country].filter(Boolean).join(' · ')}
      actions={
        <>
          {data.phone && (
            <Button component={Link} to={`/phone?number=${encodeURIComponent(data.phone)}`} variant="default">
              {t('Phone')}
            </Button>
          )}
          <May need="change">
            <CorrectButton person={data} />
          </May>
          <May need="change" hide>
            <PersonMenu person={data} />
          </May>
        </>
      }
    >
      <div className={classes.columns}>
        <div className={classes.stack}>
          {inside.length > 0 && (
            <Card title={t('In journeys now')} aside={formatCount(inside.length)}>
              <RunTable runs={inside} />
            </Card>
          )}
          <Timeline key={data.id} contactId={data.id} />
        </div>
        <div className={classes.stack}>
          <WhyNot contactId={data.id} name={data.name} />
          <RelationshipCard contactId={data.id} />
          <ConsentCard person={data} />
          <PersonLoyalty contactId={data.id} />
          <May need="change">
            <PersonTags contactId={data.id} tags={data.tags} />
          </May>
          <May need="change">
            <Conversation
              key={data.id}
              contactId={data.id}
              hasPhone={data.phone !== null}
              hasStopped={data.smsConsent === 'stopped'}
            />
          </May>
          <About person={data} />
          <AttributesCard attributes={data.attributes} />
        </div>
      </div>
    </Page>
  );
}

/** What is known, and where it is known from. */
function About({ person }: { person: ContactDetail }) {
  return (
    <Card title={t('About')}>
      <dl className={classes.about}>
        <dt>{t('Orders')}</dt>
        <dd>
          {formatCount(person.orderCount)}
          {person.orderCount > 0 && <small>{formatMoney(person.totalSpent)}</small>}
        </dd>
        <ComputedFacts computed={person.computed} />
        <dt>{t('Time zone')}</dt>
        <dd>
          {person.clock.zone}
          <small>{said(person.clock.from)}</small>
        </dd>
        <dt>{t('Language')}</dt>
        <dd>
          {languageName(person.speaks?.language) ?? t('not known')}
          {person.speaks && <small>{said(person.speaks.from)}</small>}
        </dd>
        <dt>{t('Known as')}</dt>
        <dd>
          <KnownAs identities={person.identities} />
        </dd>
      </dl>
    </Card>
  );
}
