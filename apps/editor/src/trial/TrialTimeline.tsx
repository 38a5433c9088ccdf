import { ActionIcon, Button, Slider } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconPlayerSkipBack } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useAcross } from '../canvas/use-across.js';
import { formatDecimal } from '../format/number.js';
import { dayAndTimeOf } from '../format/time.js';
import { outcomeInWords } from '../run/run-words.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { useCell } from '../workspace/cell.js';
import { traceOf } from '../workspace/trace.js';
import { useWorkspace, type Trial } from '../workspace/workspace.js';
import { lanesOf } from './lanes.js';
import { sentAt } from './text-fate.js';
import classes from './TrialTimeline.module.css';

const DAY = 86_400_000;
/** The whole time passes in this long, however long it is. */
const PLAYED_MS = 6_000;
const STEPS = 1_000;
const LANE_HEIGHT = 26;

/** The virtual time of what was tried: a line to move along, and what happened when. */
export function TrialTimeline() {
  const { trial } = useWorkspace();
  const now = useCell(trial, (shown) => shown);
  return now ? <Timeline key={now.ranAt} trial={now} /> : null;
}

function Timeline({ trial }: { trial: Trial }) {
  const workspace = useWorkspace();
  const still = useReducedMotion();
  const across = useAcross();
  const [startMs, endMs] = spanOf(trial);
  const [place, setPlace] = useState(STEPS);
  const [playing, setPlaying] = useState(false);
  const atMs = place === STEPS ? endMs : startMs + ((endMs - startMs) * place) / STEPS;

  useEffect(() => {
    workspace.trialAtMs.set(place === STEPS ? Number.POSITIVE_INFINITY : atMs);
    workspace.trace.set(
      traceOf(
        workspace.history.get().graph,
        trial.result.steps.map((step) => ({ ...step, text: sentAt(trial.result, step)?.text ?? null })),
        { ...(place === STEPS ? {} : { untilMs: atMs }), across: across() },
      ),
    );
  }, [workspace, trial, atMs, place, across]);
  useEffect(() => () => workspace.trace.set(null), [workspace]);
  // Whoever moves along the line sees where the person is then.
  const hereId = place === STEPS ? null : stepAt(trial, atMs);
  useEffect(() => {
    if (hereId !== null) workspace.wanted.set({ nodeId: hereId, at: Date.now() });
  }, [workspace, hereId]);
  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    let last = performance.now();
    const tick = (time: number) => {
      const passed = ((time - last) / PLAYED_MS) * STEPS;
      last = time;
      setPlace((before) => {
        const next = Math.min(STEPS, before + passed);
        if (next === STEPS) setPlaying(false);
        return next;
      });
      frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [playing]);

  const play = () => {
    if (still) return setPlace(STEPS);
    if (place === STEPS) setPlace(0);
    setPlaying(!playing);
  };
  const share = (ms: number) => (endMs === startMs ? 0 : ((ms - startMs) / (endMs - startMs)) * 100);
  const marks = marksOf(trial);
  const lanes = lanesOf(marks.map(({ atMs: when, words }) => ({ share: share(when), words })));
  const day = Math.floor((atMs - startMs) / DAY);
  const days = Math.ceil((endMs - startMs) / DAY);
  const seconds = formatDecimal(Math.max(trial.result.ranMs / 1_000, 0.001), 3);
  return (
    <section className={classes.timeline} aria-label={t('Virtual time')}>
      <div className={classes.head}>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('Back to the start')}
          onClick={() => {
            setPlaying(false);
            setPlace(0);
          }}
        >
          <IconPlayerSkipBack size={16} />
        </ActionIcon>
        <Button
          leftSection={playing ? <IconPlayerPauseFilled size={14} /> : <IconPlayerPlayFilled size={14} />}
          onClick={play}
        >
          {playing ? t('Stop') : t('Play')}
        </Button>
        <Chip>
          {days > 1
            ? t('Day {day} of {days} · {time}', { day, days, time: dayAndTimeOf(atMs) })
            : dayAndTimeOf(atMs)}
        </Chip>
        <Chip>
          {days > 1
            ? t('{days} days took {seconds} s', { days, seconds })
            : t('It took {seconds} s', { seconds })}
        </Chip>
        {trial.result.end && place === STEPS && (
          <Chip tone="go">
            {t('Leaves as “{outcome}”', { outcome: outcomeInWords(trial.result.end.outcome) })}
          </Chip>
        )}
        {!trial.result.end && place === STEPS && <Chip tone="wait">{t('Still inside')}</Chip>}
      </div>
      <Slider
        thumbLabel={t('Virtual time')}
        min={0}
        max={STEPS}
        step={1}
        value={place}
        label={null}
        onChange={(next) => {
          setPlaying(false);
          setPlace(next);
        }}
        thumbProps={{ 'aria-valuetext': dayAndTimeOf(atMs) } as object}
      />
      <ol
        className={classes.marks}
        aria-label={t('What happens when')}
        style={{ height: (Math.max(0, ...lanes) + 1) * LANE_HEIGHT }}
      >
        {marks.map(({ atMs: when, tone, words }, index) => (
          <li
            key={index}
            style={{ left: `min(${share(when)}%, calc(100% - 120px))`, top: lanes[index]! * LANE_HEIGHT }}
            data-later={when > atMs || undefined}
          >
            <button
              type="button"
              title={dayAndTimeOf(when)}
              onClick={() => setPlace(Math.ceil((share(when) / 100) * STEPS))}
            >
              <i data-tone={tone} aria-hidden />
              {words}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The step to which the person came last by then. */
const stepAt = ({ result }: Trial, atMs: number): string | null =>
  result.steps.findLast(({ enteredAt }) => Date.parse(enteredAt) <= atMs)?.nodeId ?? null;

function spanOf({ result, happenings, startMs }: Trial): [number, number] {
  const times = [
    ...result.steps
      .flatMap(({ enteredAt, leftAt }) => [enteredAt, ...(leftAt ? [leftAt] : [])])
      .map((at) => Date.parse(at)),
    ...happenings.map(({ atMs }) => atMs),
    ...(result.end ? [Date.parse(result.end.at)] : []),
  ];
  const first = Math.min(startMs, ...times);
  return [first, Math.max(first, ...times)];
}

const marksOf = ({ result, happenings }: Trial) =>
  [
    ...happenings.map(({ atMs, name }) => ({ atMs, tone: 'event', words: name })),
    ...result.texts.map(({ at }, index) => ({
      atMs: Date.parse(at),
      tone: 'go',
      words: t('Text {index}', { index: index + 1 }),
    })),
    ...result.notSent.map(({ at, isWaiting }) => ({
      atMs: Date.parse(at),
      tone: isWaiting ? 'wait' : 'stop',
      words: isWaiting ? t('Held') : t('Not sent'),
    })),
    ...(result.end
      ? [
          {
            atMs: Date.parse(result.end.at),
            tone: 'neutral',
            words: t('ends: {outcome}', { outcome: outcomeInWords(result.end.outcome) }),
          },
        ]
      : []),
  ].sort((left, right) => left.atMs - right.atMs);
