import { Button, SegmentedControl } from '@mantine/core';
import type { Backtest } from '@signalbox/api/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { formatCount } from '../format/number.js';
import { dayAndTimeOf } from '../format/time.js';
import { titleFromName } from '../format/words.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { Counts } from './Counts.js';
import classes from './PastReplay.module.css';

const AT_ONCE = 25;

/** Whom the draft would have texted, and whom not and why. */
export function PastReplayFindings({ found }: { found: Backtest }) {
  if (found.entered === 0 && found.events === 0)
    return <p className={classes.empty}>{t('Nothing that this journey waits for happened in that time.')}</p>;
  const notSent = found.notSent.reduce((sum, { count }) => sum + count, 0);
  return (
    <section aria-label={t('What it would have done')} aria-live="polite">
      <dl className={classes.figures}>
        <Figure
          label={t('would have come in')}
          value={found.entered}
          note={t('{people} people', { people: formatCount(found.people) })}
        />
        <Figure
          label={t('texts')}
          value={found.texts}
          note={t('{parts} parts to {textedPeople} people', {
            parts: formatCount(found.parts),
            textedPeople: formatCount(found.textedPeople),
          })}
        />
        <Figure
          label={t('not sent')}
          value={notSent}
          note={notSent === 0 ? t('none') : t('each for a reason')}
        />
        {found.goalsReached !== null && (
          <Figure
            label={t('reached the goal')}
            value={found.goalsReached}
            note={t('even so, without the texts')}
          />
        )}
      </dl>
      <Days days={found.days} />
      <Counts title={t('Why texts would not have gone')} counted={found.notSent} />
      <Counts title={t('What texts would have waited for')} counted={found.held} />
      <Counts title={t('Who would not have come in')} counted={found.notEntered} />
      <Counts
        title={t('How they would have left')}
        counted={[
          ...Object.entries(found.ended).map(([code, count]) => ({
            code,
            reason: titleFromName(code),
            count,
          })),
          ...(found.inside > 0 ? [{ code: 'inside', reason: t('Still inside'), count: found.inside }] : []),
        ]}
      />
      <Texts found={found} />
      <ul className={classes.caveats} aria-label={t('What a replay can’t know')}>
        {found.caveats.map((caveat) => (
          <li key={caveat}>{said(caveat)}</li>
        ))}
      </ul>
    </section>
  );
}

function Figure({ label, value, note }: { label: string; value: number; note: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <b className="num">{formatCount(value)}</b>
        <span>{note}</span>
      </dd>
    </div>
  );
}

/** A column a day, so that a day on which many would have been texted stands out. */
function Days({ days }: { days: Backtest['days'] }) {
  const most = Math.max(...days.map(({ texts, notSent }) => texts + notSent), 1);
  if (days.length < 2) return null;
  return (
    <ol className={classes.days} aria-label={t('By day')}>
      {days.map(({ day, texts, notSent }) => (
        <li key={day} title={t('{day}: {texts} texts, {notSent} not sent', { day, texts, notSent })}>
          <span className={classes.refused} style={{ height: `${(notSent / most) * 100}%` }} />
          <span className={classes.texted} style={{ height: `${(texts / most) * 100}%` }} />
        </li>
      ))}
    </ol>
  );
}

function Texts({ found: { rows, rowsLeft } }: { found: Backtest }) {
  const [which, setWhich] = useState('sent');
  const [shown, setShown] = useState(AT_ONCE);
  if (rows.length === 0) return null;
  const chosen = rows.filter(({ text }) => (text !== null) === (which === 'sent'));
  return (
    <>
      <h3 className={classes.title}>{t('One by one')}</h3>
      <SegmentedControl
        size="xs"
        aria-label={t('Which texts')}
        data={[
          { value: 'sent', label: t('Would have gone') },
          { value: 'not-sent', label: t('Would not') },
        ]}
        value={which}
        onChange={setWhich}
      />
      <ol className={classes.texts}>
        {chosen.slice(0, shown).map((row) => (
          <li key={`${row.contact.id}/${row.at}/${row.nodeId}`}>
            <p className={classes.who}>
              <Link to={`/people/${row.contact.id}`}>{row.contact.name}</Link>
              <time className="num" dateTime={row.at}>
                {dayAndTimeOf(row.at)}
              </time>
              {row.parts > 1 && <Chip>{t('{parts} parts', { parts: row.parts })}</Chip>}
            </p>
            <p className={row.text === null ? classes.reason : classes.body}>
              {row.text ?? said(row.reason)}
            </p>
          </li>
        ))}
      </ol>
      {chosen.length === 0 && <p className={classes.empty}>{t('None.')}</p>}
      {chosen.length > shown && (
        <Button variant="default" size="xs" onClick={() => setShown(shown + 4 * AT_ONCE)}>
          {t('Show more')}
        </Button>
      )}
      {rowsLeft > 0 && chosen.length <= shown && (
        <p className={classes.empty}>
          {t('{rowsLeft} later ones are counted above and not listed.', { rowsLeft: formatCount(rowsLeft) })}
        </p>
      )}
    </>
  );
}
