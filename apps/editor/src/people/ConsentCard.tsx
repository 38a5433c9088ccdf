import { Trans } from '@lingui/react';
import { Button } from '@mantine/core';
import type { ContactDetail } from '@signalbox/api/contract';
import { useState } from 'react';
import { t } from '../language/t.js';
import { May } from '../team/May.js';
import { Card } from '../ui/Page.js';
import { Time } from '../ui/Time.js';
import { ConsentChip } from './ConsentChip.js';
import { purposeWords, sourceWords } from './consent-words.js';
import { StopDialog } from './StopDialog.js';
import classes from './PersonPage.module.css';

/** Whether a person may be texted, what they have said about it, and the way to write down a “no”. */
export function ConsentCard({ person }: { person: ContactDetail }) {
  const [isStopping, setStopping] = useState(false);
  return (
    <Card title={t('May be texted')}>
      <p>
        <ConsentChip consent={person.smsConsent} />
      </p>
      {person.consents.length > 0 && (
        <ul className={classes.consents}>
          {person.consents.slice(0, 8).map((consent, index) => (
            <li key={index}>
              <Trans
                id="{state, select, granted {Agreed to} other {Said no to}} {purpose}, by {source} <time/>"
                values={{
                  state: consent.state,
                  purpose: purposeWords(consent.purpose),
                  source: sourceWords(consent.source),
                }}
                components={{ time: <Time at={consent.at} /> }}
              />
            </li>
          ))}
        </ul>
      )}
      {person.phone && person.smsConsent !== 'stopped' && (
        <May need="change" hide>
          <Button variant="default" mt="sm" onClick={() => setStopping(true)}>
            {t('Stop texts…')}
          </Button>
        </May>
      )}
      {isStopping && <StopDialog person={person} onClose={() => setStopping(false)} />}
    </Card>
  );
}
