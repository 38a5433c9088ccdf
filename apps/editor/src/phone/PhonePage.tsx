import { Loader, TextInput } from '@mantine/core';
import type { Phone } from '@signalbox/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { ApiProblem } from '../api/client.js';
import { phonesQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { Empty } from '../ui/Empty.js';
import { Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { AbandonCartButton } from './AbandonCartButton.js';
import { CarrierDaySwitch } from './CarrierDaySwitch.js';
import { OnePhone } from './OnePhone.js';
import classes from './PhonePage.module.css';

/** The phones of the development carrier: texts arrive here as they are sent, and one can write back. */
export function PhonePage() {
  const phones = useQuery(phonesQuery);
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState('');
  const byLatest = [...(phones.data ?? [])].sort((left, right) => latest(right).localeCompare(latest(left)));
  const shown = byLatest.filter((phone) =>
    `${phone.name ?? ''} ${phone.number}`.toLowerCase().includes(search.toLowerCase()),
  );
  const wanted = params.get('number');
  const open = byLatest.find((phone) => phone.number === wanted) ?? shown[0];

  return (
    <Page
      title={t('Phone')}
      lead={t('What your journeys send, as it arrives. Write back to try STOP, or a reply.')}
      actions={
        <>
          <CarrierDaySwitch />
          <AbandonCartButton />
        </>
      }
    >
      {phones.isPending && <Loader aria-label={t('Loading')} />}
      {phones.isError &&
        (phones.error instanceof ApiProblem && phones.error.code === 'no-development-carrier' ? (
          <Empty title={t('A real carrier is connected')}>
            {t('Texts go to real phones, so there is nothing to show here. See what was sent under Texts.')}
          </Empty>
        ) : (
          <Trouble error={phones.error} onRetry={() => void phones.refetch()} />
        ))}
      {phones.data?.length === 0 && (
        <Empty title={t('No phone has rung yet')} action={<AbandonCartButton />}>
          {t('Publish a journey and let something happen: the phone of whoever gets a text appears here.')}
        </Empty>
      )}
      {open && (
        <div className={classes.columns}>
          <nav className={classes.list} aria-label={t('Phones')}>
            <TextInput
              aria-label={t('Search phones')}
              placeholder={t('Name or number')}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
            <ul>
              {shown.map((phone) => (
                <li key={phone.number}>
                  <button
                    type="button"
                    aria-current={phone === open || undefined}
                    onClick={() => setParams({ number: phone.number })}
                  >
                    <b>{phone.name ?? phone.number}</b>
                    <span>{phone.messages.at(-1)?.text ?? t('No texts yet')}</span>
                  </button>
                </li>
              ))}
            </ul>
          </nav>
          <OnePhone key={open.number} number={open.number} name={open.name} />
        </div>
      )}
    </Page>
  );
}

const latest = (phone: Phone) => phone.messages.at(-1)?.at ?? '';
