import { Trans } from '@lingui/react';
import { Loader } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { SegmentPreview } from '@signalbox/api/contract';
import { checkRule, type SegmentRule } from '@signalbox/engine/segments';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api/client.js';
import { formatCount, formatShare } from '../format/number.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Card } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { AsksForDeleted } from './AsksForDeleted.js';
import { useRuleSentence } from './use-rule-sentence.js';
import classes from './SegmentsPage.module.css';

/** Who belongs by a rule, while it is being written. What was asked before is given up. */
export function RulePreview({ rule }: { rule: SegmentRule }) {
  const [settled] = useDebouncedValue(rule, 250);
  const [fault] = checkRule(settled);
  const preview = useQuery({
    queryKey: ['segment-preview', settled],
    queryFn: ({ signal }) => api.post<SegmentPreview>('/api/segments/preview', { rule: settled }, signal),
    enabled: !fault,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const sentence = useRuleSentence()(rule);
  const isEmpty = rule.root.conditions.length === 0;
  return (
    <Card title={t('Who that is')}>
      <p className={classes.sentence}>
        {isEmpty
          ? t('Nobody yet: add a condition.')
          : t('Everybody of whom this is true: {sentence}.', { sentence })}
      </p>
      <AsksForDeleted rule={rule} />
      {!isEmpty && fault && <p className={classes.hint}>{said(fault.message)}</p>}
      {!isEmpty && preview.isError && !fault && <Trouble error={preview.error} />}
      {!isEmpty && !fault && (
        <div aria-live="polite" aria-busy={preview.isFetching}>
          {preview.data ? (
            <Counted preview={preview.data} />
          ) : (
            <Loader size="xs" aria-label={t('Counting')} />
          )}
        </div>
      )}
    </Card>
  );
}

function Counted({ preview }: { preview: SegmentPreview }) {
  const { matched, isExact, looked, total, sample } = preview;
  return (
    <>
      <p className={classes.count}>
        <Trans
          id="<b>{exact, select, yes {} other {about }}{matched}</b> of {total} people"
          values={{
            exact: isExact ? 'yes' : 'no',
            matched: formatCount(matched),
            total: formatCount(total),
          }}
          components={{ b: <b className="num" /> }}
        />
        {total > 0 && `, ${formatShare(matched, total)}`}
      </p>
      {!isExact && (
        <p className={classes.hint}>
          {t(
            'Counting all of them takes longer than four seconds; this is reckoned from {looked} drawn at random.',
            { looked: formatCount(looked) },
          )}
        </p>
      )}
      <ul className={classes.sample} aria-label={t('Some of them')}>
        {sample.map((person) => (
          <li key={person.id}>
            <Link to={`/people/${person.id}`}>{person.name}</Link>
            {person.phone && person.phone !== person.name && <span className="num">{person.phone}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
