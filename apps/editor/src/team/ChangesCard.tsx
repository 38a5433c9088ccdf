import type { ChangeLine } from '@signalbox/api/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { shortTime } from '../format/time.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { changedValues } from '../settings/history/changed-values.js';
import { ChangedValues } from '../settings/history/ChangedValues.js';
import { RestoreSetting } from '../settings/history/RestoreSetting.js';
import { Card } from '../ui/Page.js';
import { ShowMore } from '../ui/ShowMore.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { useMay } from './roles.js';
import { changesQuery } from './team-query.js';

/** Who changed what, the newest first. @param below the addresses of the API that are meant, with commas between; all, if none is said */
export function ChangesCard({ below }: { below?: string | undefined }) {
  const changes = useInfiniteQuery(changesQuery(below));
  const mayRestore = useMay('manage');
  const rows = changes.data?.pages.flatMap((page) => page.changes) ?? [];
  return (
    <Card title={t('Who changed what')}>
      {changes.isError && <Trouble error={changes.error} onRetry={() => void changes.refetch()} />}
      {changes.isSuccess && rows.length === 0 && <p>{t('Nothing was changed yet.')}</p>}
      {rows.length > 0 && (
        <Table
          label={t('Who changed what')}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { title: t('When'), cell: ({ at }) => <Time at={at} />, narrow: true },
            { title: t('Who'), cell: whoOf, narrow: true },
            { title: t('What'), cell: (line) => <What line={line} /> },
            ...(mayRestore && rows.some(({ canRestore }) => canRestore)
              ? [{ title: t('Restore'), unseen: true, numeric: true, cell: restoreOf }]
              : []),
          ]}
        />
      )}
      <ShowMore list={changes} />
    </Card>
  );
}

const whoOf = ({ who, byKey }: ChangeLine) =>
  byKey ? (who ? t('A program, by the key “{who}”', { who }) : t('A program')) : who;

const pathOf = ({ route }: ChangeLine) => route.split(' ')[1] ?? '';

const restoreOf = (line: ChangeLine) =>
  line.canRestore &&
  line.before && <RestoreSetting path={pathOf(line)} before={line.before} at={shortTime(line.at)} />;

/** Where what was changed can be looked at. */
const PLACES = [
  ['/api/journeys/', '/journeys/'],
  ['/api/templates/', '/journeys/'],
  ['/api/contacts/', '/people/'],
  ['/api/segments', '/segments/'],
] as const;

function What({ line }: { line: ChangeLine }) {
  const { did, subject, subjectName, times, before, after } = line;
  const path = pathOf(line);
  const place = PLACES.find(([start]) => path.startsWith(start) || `${path}/` === start)?.[1];
  return (
    <>
      {said(did)}
      {subject && subjectName && ': '}
      {subject && subjectName && (place ? <Link to={place + subject}>{subjectName}</Link> : subjectName)}
      {subject && !subjectName && place === '/people/' && (
        <>
          {' '}
          <Link to={place + subject}>{t('who it was')}</Link>
        </>
      )}
      {times > 1 && ` ${t('({times} times)', { times })}`}
      {before && after && <ChangedValues values={changedValues(path, before, after)} />}
    </>
  );
}
