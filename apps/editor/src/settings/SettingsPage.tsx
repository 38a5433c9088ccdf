import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { textSettingsQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { ChangesCard } from '../team/ChangesCard.js';
import { May } from '../team/May.js';
import { useMay } from '../team/roles.js';
import { TeamCard } from '../team/TeamCard.js';
import { Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { CarrierCard } from './CarrierCard.js';
import { HoursCard } from './HoursCard.js';
import { KeysCard } from './KeysCard.js';
import { LimitsCard } from './LimitsForm.js';
import { PriceCard } from './PriceCard.js';
import { SETTINGS } from './sections.js';
import { SendersCard } from './SendersCard.js';
import classes from './SettingsPage.module.css';
import { TextSettingsForm } from './TextSettingsForm.js';
import { SelfStopCard } from './SelfStopCard.js';
import { UrgencyCard } from './UrgencyCard.js';

interface Section {
  title: string;
  cards: ReactNode;
  /** The addresses that change what stands here; without them all changes are listed. */
  changedBy?: string;
  /** Says itself who may do what; the others are for administrators to change. */
  isForAll?: boolean;
}

/** The sections by their address; a new card stands in one of them. */
const SECTIONS: Record<string, Section> = {
  brand: {
    title: SETTINGS.brand.title,
    cards: <TextsSection />,
    changedBy: '/api/settings/texts',
  },
  sending: {
    title: SETTINGS.sending.title,
    cards: (
      <>
        <SendersCard />
        <CarrierCard />
      </>
    ),
    changedBy: '/api/settings/senders,/api/settings/carrier',
  },
  limits: {
    title: SETTINGS.limits.title,
    cards: (
      <>
        <HoursCard />
        <LimitsCard />
        <UrgencyCard />
        <SelfStopCard />
      </>
    ),
    changedBy: '/api/settings/hours,/api/settings/limits,/api/settings/urgency,/api/settings/self-stop',
  },
  prices: { title: SETTINGS.prices.title, cards: <PriceCard />, changedBy: '/api/settings/part-price' },
  keys: { title: SETTINGS.keys.title, cards: <KeysCard />, changedBy: '/api/keys' },
  team: { title: SETTINGS.team.title, cards: <TeamCard />, isForAll: true },
};

/** Settings that have a page of their own. */
const ELSEWHERE = [
  { to: '/integrations', title: t('Integrations') },
  { to: '/loyalty', title: t('Loyalty') },
  { to: '/go-live', title: t('Go live') },
];

/** What holds for all journeys, section by section. */
export function SettingsPage() {
  const { section = 'brand' } = useParams();
  const mayManage = useMay('manage');
  const shown = SECTIONS[section] ?? SECTIONS.brand!;
  return (
    <Page title={t('Settings')} lead={t('What holds for every journey.')}>
      <div className={classes.columns}>
        <nav className={classes.sections} aria-label={t('Settings')}>
          <ul>
            {Object.entries(SECTIONS).map(([key, { title }]) => (
              <li key={key}>
                <Link to={`/settings/${key}`} aria-current={shown === SECTIONS[key] ? 'page' : undefined}>
                  {title}
                </Link>
              </li>
            ))}
          </ul>
          <ul>
            {ELSEWHERE.map(({ to, title }) => (
              <li key={to}>
                <Link to={to}>{title}</Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className={classes.form}>
          {shown.isForAll ? (
            shown.cards
          ) : (
            <>
              {!mayManage && (
                <p className={classes.hint}>{t('Only an administrator changes these settings.')}</p>
              )}
              <May need="manage">{shown.cards}</May>
            </>
          )}
          <ChangesCard below={shown.changedBy} />
        </div>
      </div>
    </Page>
  );
}

function TextsSection() {
  const texts = useQuery(textSettingsQuery);
  if (texts.isError && !texts.data)
    return <Trouble error={texts.error} onRetry={() => void texts.refetch()} />;
  return texts.data ? <TextSettingsForm saved={texts.data} /> : <Loader aria-label={t('Loading')} />;
}
