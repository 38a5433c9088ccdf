import { Button, Loader } from '@mantine/core';
import type { Tag } from '@signalbox/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { formatCount } from '../format/number.js';
import { t } from '../language/t.js';
import { tagsQuery } from '../people/people-queries.js';
import { May } from '../team/May.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Trouble } from '../ui/Trouble.js';
import { ListNameDialog } from './ListNameDialog.js';
import { listPath } from './list-path.js';
import { useIsList } from './use-is-list.js';
import classes from './Lists.module.css';

/** Whom somebody gathered, and by which tags people are known beside. */
export function ListsPage() {
  const tags = useQuery(tagsQuery);
  const [isNaming, setNaming] = useState(false);
  const lists = (tags.data ?? []).filter(({ isList }) => isList);
  const others = (tags.data ?? []).filter(({ isList }) => !isList);
  return (
    <Page
      title={t('Lists')}
      lead={t(
        'People whom you gathered yourself: by hand, from a file, or with the step “Tag” of a journey.',
      )}
      actions={
        <May need="change" hide>
          <Button onClick={() => setNaming(true)}>{t('New list')}</Button>
        </May>
      }
    >
      {tags.isPending && <Loader aria-label={t('Loading')} />}
      {tags.isError && <Trouble error={tags.error} onRetry={() => void tags.refetch()} />}
      <div className={classes.stack}>
        {tags.isSuccess && lists.length === 0 && (
          <Empty title={t('No list yet')}>
            {t(
              'A list holds whom you put on it, until you take them off. For people who belong together by what is known of them, make a segment: it follows by itself.',
            )}
          </Empty>
        )}
        {lists.length > 0 && (
          <Card>
            <Names label={t('Lists')} title={t('List')} rows={lists} />
          </Card>
        )}
        {others.length > 0 && (
          <Card title={t('Tags')} aside={formatCount(others.length)}>
            <p className={classes.hint}>
              {t('Tags come with what shops send, too. Any of them can be shown as a list.')}
            </p>
            <Names label={t('Tags')} title={t('Tag')} rows={others} />
          </Card>
        )}
      </div>
      {isNaming && <ListNameDialog onClose={() => setNaming(false)} />}
    </Page>
  );
}

function Names({ label, title, rows }: { label: string; title: string; rows: Tag[] }) {
  const change = useIsList();
  return (
    <Table
      label={label}
      rows={rows}
      rowKey={(row) => row.name}
      columns={[
        {
          title,
          cell: (row) => (
            <Link to={listPath(row.name)} className={classes.name!}>
              {row.name}
            </Link>
          ),
        },
        { title: t('People'), cell: (row) => formatCount(row.people), numeric: true, narrow: true },
        ...(rows.some(({ isList }) => !isList)
          ? [
              {
                title: t('Show as a list'),
                unseen: true,
                narrow: true,
                cell: (row: Tag) => (
                  <May need="change" hide>
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={t('Show {name} as a list', { name: row.name })}
                      onClick={() => change.mutate({ name: row.name, isList: true })}
                    >
                      {t('Show as a list')}
                    </Button>
                  </May>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
