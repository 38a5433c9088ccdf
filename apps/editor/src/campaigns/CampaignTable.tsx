import type { CampaignJourney } from '@signalbox/api/contract';
import { Link } from 'react-router';
import { formatShare } from '../format/number.js';
import { momentInWords } from '../format/time.js';
import { useSummaryWords } from '../language/summary-words.js';
import { t } from '../language/t.js';
import { Chip, type Tone } from '../ui/Chip.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { CampaignProgress } from './CampaignProgress.js';
import { StopCampaign } from './StopCampaign.js';

const STATE_WORDS: Record<CampaignJourney['state'], { tone: Tone; words: string }> = {
  draft: { tone: 'neutral', words: t('Draft') },
  scheduled: { tone: 'event', words: t('Scheduled') },
  sending: { tone: 'go', words: t('Sending') },
  paused: { tone: 'wait', words: t('Paused') },
  stopped: { tone: 'stop', words: t('Stopped') },
  missed: { tone: 'stop', words: t('Missed') },
  done: { tone: 'neutral', words: t('Done') },
  over: { tone: 'wait', words: t('Its time has gone by') },
};

const REPEATS: Record<CampaignJourney['repeat'], string> = {
  never: t('once'),
  daily: t('every day'),
  weekly: t('every week'),
  monthly: t('every month'),
};

/** Every campaign with whom it is for, when it goes out, and how far it has come. */
export function CampaignTable({ journeys }: { journeys: CampaignJourney[] }) {
  return (
    <Table
      label={t('Campaigns')}
      rows={journeys}
      rowKey={({ journey }) => journey.id}
      columns={[
        {
          title: t('Campaign'),
          cell: ({ journey }) => <Link to={`/journeys/${journey.id}`}>{journey.name}</Link>,
        },
        { title: t('To whom'), cell: ({ audience }) => <Audience audience={audience} /> },
        { title: t('When'), cell: (campaign) => <When campaign={campaign} /> },
        { title: t('State'), cell: (campaign) => <State campaign={campaign} /> },
        {
          title: t('Reached'),
          cell: ({ last }) => (last ? <CampaignProgress campaign={last} /> : t('nobody yet')),
        },
        {
          title: t('Stop'),
          unseen: true,
          narrow: true,
          cell: ({ last }) => last && <StopCampaign campaign={last} />,
        },
      ]}
    />
  );
}

function Audience({ audience: { segment, where, everyone, people } }: Pick<CampaignJourney, 'audience'>) {
  const { rules } = useSummaryWords();
  if (people === null) return <Chip tone="wait">{t('Nobody chosen yet')}</Chip>;
  const who = segment ? (
    <Link to={`/segments/${segment.id}`}>{segment.name}</Link>
  ) : everyone ? (
    t('Everyone')
  ) : (
    t('People')
  );
  return (
    <>
      {who}
      {where && <> {t('of whom {rules}', { rules: rules!(where) })}</>}
      <small>
        {where
          ? t('of {count, plural, one {# person} other {# people}}', { count: people })
          : t('{count, plural, one {# person} other {# people}}', { count: people })}
      </small>
    </>
  );
}

function When({
  campaign: { nextAt, date, time, repeat, byTheirClock, last },
}: {
  campaign: CampaignJourney;
}) {
  const drawn = date && momentInWords(time ? `${date}T${time}` : date);
  return (
    <>
      {nextAt ? (
        <Time at={nextAt} />
      ) : last ? (
        <Time at={last.dueAt} />
      ) : (
        (drawn ?? <Chip tone="wait">{t('No date yet')}</Chip>)
      )}
      <small>
        {REPEATS[repeat]}
        {byTheirClock && <>, {t('by each person’s own clock')}</>}
      </small>
    </>
  );
}

function State({ campaign: { state, last } }: { campaign: CampaignJourney }) {
  const { tone, words } = STATE_WORDS[state];
  const had = last ? last.started + last.notStarted : 0;
  return (
    <Chip tone={tone} lamp={state === 'sending'}>
      {state === 'sending' && last && last.total > 0
        ? t('{state} {share}', { state: words, share: formatShare(had, last.total) })
        : words}
    </Chip>
  );
}
