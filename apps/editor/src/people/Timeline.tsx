import { Loader } from '@mantine/core';
import {
  IconArrowMerge,
  IconBan,
  IconBolt,
  IconCoin,
  IconLink,
  IconMessage,
  IconMessageReply,
  IconNote,
  IconPencil,
  IconRoute,
  IconShieldCheck,
  IconShoppingBag,
  IconTag,
  IconTicket,
  type Icon,
} from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { TimelineEntry } from '@signalbox/api/contract';
import { Link, useSearchParams } from 'react-router';
import { clockTime, dayOf, wholeTime } from '../format/time.js';
import { titleFromName } from '../format/words.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Card } from '../ui/Page.js';
import { ShowMore } from '../ui/ShowMore.js';
import { Properties } from '../ui/Properties.js';
import { Trouble } from '../ui/Trouble.js';
import { timelineQuery } from './people-queries.js';
import classes from './Timeline.module.css';

const ICONS: Record<string, Icon> = {
  event: IconBolt,
  order: IconShoppingBag,
  click: IconLink,
  reply: IconMessageReply,
  run: IconRoute,
  text: IconMessage,
  'not-sent': IconBan,
  consent: IconShieldCheck,
  change: IconPencil,
  tag: IconTag,
  points: IconCoin,
  coupon: IconTicket,
  note: IconNote,
  merge: IconArrowMerge,
};

/** Their detail is what somebody wrote, or was sent. */
const WRITTEN = new Set(['text', 'reply', 'note']);

/** What one may want to look at alone. */
const GROUPS = [
  { label: t('Everything'), kinds: '' },
  { label: t('Texts'), kinds: 'text,reply,click' },
  { label: t('Not sent'), kinds: 'not-sent' },
  { label: t('Journeys'), kinds: 'run' },
  { label: t('Orders'), kinds: 'order,coupon,points' },
  { label: t('Events'), kinds: 'event' },
  { label: t('Consent'), kinds: 'consent' },
  { label: t('Changes'), kinds: 'change,tag,merge,note' },
];

/** Everything between a person and the shop, the newest first, by day. */
export function Timeline({ contactId }: { contactId: string }) {
  const [params, setParams] = useSearchParams();
  const kinds = params.get('show') ?? '';
  const timeline = useInfiniteQuery({
    ...timelineQuery(contactId, kinds),
    placeholderData: keepPreviousData,
  });
  const entries = timeline.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Card title={t('Timeline')}>
      <div className={classes.filters} role="group" aria-label={t('What to show')}>
        {GROUPS.map((group) => (
          <button
            key={group.label}
            type="button"
            aria-pressed={group.kinds === kinds}
            onClick={() => setParams(group.kinds ? { show: group.kinds } : {}, { replace: true })}
          >
            {group.label}
          </button>
        ))}
      </div>
      {timeline.isPending && <Loader aria-label={t('Loading')} />}
      {timeline.isError && <Trouble error={timeline.error} onRetry={() => void timeline.refetch()} />}
      {timeline.isSuccess && entries.length === 0 && (
        <p className={classes.none}>
          {kinds ? t('Nothing of this kind so far.') : t('Nothing has happened so far.')}
        </p>
      )}
      {byDay(entries).map(([day, ofDay]) => (
        <section key={day} aria-label={day}>
          <h3 className={classes.day}>{day}</h3>
          <ol className={classes.entries}>
            {ofDay.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
      <ShowMore list={timeline}>{t('Show earlier')}</ShowMore>
    </Card>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const Icon = ICONS[entry.kind] ?? IconBolt;
  const properties = entry.properties as { [name: string]: unknown } | undefined;
  const hasMore = properties !== undefined && Object.keys(properties).length > 0;
  return (
    <li className={classes.entry}>
      <span className={classes.mark} data-tone={entry.tone}>
        <Icon size={14} stroke={1.8} aria-hidden />
      </span>
      <div className={classes.words}>
        {entry.link ? (
          <Link to={entry.link}>{said(entry.sentence)}</Link>
        ) : (
          <span>{said(entry.sentence)}</span>
        )}
        {entry.detail && <p>{detailInWords(entry)}</p>}
        {hasMore && (
          <details>
            <summary>{t('What it said')}</summary>
            <Properties value={properties} />
          </details>
        )}
      </div>
      <time className="num" dateTime={entry.at} title={wholeTime(entry.at)}>
        {clockTime(entry.at)}
      </time>
    </li>
  );
}

/** Texts and what people write stay as they are; how somebody left a journey is told by its short name. */
function detailInWords({ kind, detail }: TimelineEntry): string | null {
  if (detail === null || WRITTEN.has(kind)) return detail;
  return /^[a-z]+(-[a-z]+)*$/.test(detail) ? titleFromName(said(detail)) : said(detail);
}

function byDay(entries: TimelineEntry[]): [string, TimelineEntry[]][] {
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const day = dayOf(entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}
