import { Loader, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { journeysQuery } from '../api/queries.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Card } from '../ui/Page.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { whyNotQuery } from './people-queries.js';
import classes from './PersonPage.module.css';

/** Why did Anna not get this? Choose a journey, and the truth is read from what was stored. */
export function WhyNot({ contactId, name }: { contactId: string; name: string }) {
  const [journey, setJourney] = useState<string | null>(null);
  const journeys = useQuery(journeysQuery).data ?? [];
  const answer = useQuery(whyNotQuery(contactId, journey));
  return (
    <Card title={t('Why not?')}>
      <Select
        aria-label={t('Why did {name} not get it? Choose a journey', { name })}
        placeholder={t('Choose a journey')}
        searchable
        clearable
        data={journeys.map(({ id, name: title }) => ({ value: id, label: title }))}
        value={journey}
        onChange={setJourney}
      />
      <div aria-live="polite">
        {journey && answer.isPending && <Loader size="sm" mt="sm" aria-label={t('Loading')} />}
        {answer.isError && <Trouble error={answer.error} onRetry={() => void answer.refetch()} />}
        {journey && answer.data && (
          <>
            <p className={classes.answer}>{answer.data.answer}</p>
            <ul className={classes.reasons}>
              {answer.data.reasons.map((reason, index) => (
                <li key={index}>
                  {reason.link ? (
                    <Link to={reason.link}>{said(reason.sentence)}</Link>
                  ) : (
                    said(reason.sentence)
                  )}{' '}
                  {reason.at && (
                    <small>
                      <Time at={reason.at} />
                    </small>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Card>
  );
}
