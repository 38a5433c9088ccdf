import { Alert, Button, Group, Loader } from '@mantine/core';
import type { TagDetail } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import { tagQuery } from '../people/people-queries.js';
import { May } from '../team/May.js';
import { CsvButton } from '../ui/CsvButton.js';
import { Card, Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { DeleteListDialog } from './DeleteListDialog.js';
import { ListNameDialog } from './ListNameDialog.js';
import { PeopleOnList } from './PeopleOnList.js';
import { useIsList } from './use-is-list.js';
import classes from './Lists.module.css';

/** One list, or one tag: who is on it, and what asks for it. */
export function ListPage() {
  const { listName = '' } = useParams();
  const tag = useQuery(tagQuery(listName));
  if (tag.isPending) return <Loader aria-label={t('Loading')} m="xl" />;
  if (tag.isError && !tag.data)
    return <Trouble isPage error={tag.error} onRetry={() => void tag.refetch()} />;
  return <Detail key={tag.data.name} tag={tag.data} />;
}

function Detail({ tag }: { tag: TagDetail }) {
  const { name, isList, people, usedBy } = tag;
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null);
  const navigate = useNavigate();
  const client = useQueryClient();
  const change = useIsList();
  const remove = useMutation({
    mutationFn: () => api.delete(`/api/tags/${encodeURIComponent(name)}`),
    onSuccess: async () => {
      await navigate('/lists');
      await client.invalidateQueries({ queryKey: ['contacts'] });
    },
  });
  const isUsed = usedBy.length > 0;
  return (
    <Page
      title={name}
      lead={
        isList
          ? t('A list with {people, plural, one {# person} other {# people}}', { people })
          : t('A tag that {people, plural, one {# person has} other {# people have}}', { people })
      }
      actions={
        <Group gap="xs">
          <CsvButton path="/api/export/people.csv" filter={{ tag: name }} />
          <Button variant="default" component={Link} to={`/people?tag=${encodeURIComponent(name)}`}>
            {t('See in People')}
          </Button>
          <May need="change">
            <Button
              variant="default"
              loading={change.isPending}
              onClick={() => change.mutate({ name, isList: !isList })}
            >
              {isList ? t('Show as a tag') : t('Show as a list')}
            </Button>
          </May>
        </Group>
      }
    >
      <div className={classes.columns}>
        <PeopleOnList name={name} />
        <Card title={t('Asked for by')}>
          {isUsed ? (
            <ul className={classes.uses}>
              {usedBy.map((use) => (
                <li key={use.id}>
                  <Link to={use.kind === 'journey' ? `/journeys/${use.id}` : `/segments/${use.id}`}>
                    {use.name}
                  </Link>
                  <span>{use.kind === 'journey' ? t('Journey') : t('Segment')}</span>
                </li>
              ))}
            </ul>
          ) : (
            <p className={classes.hint}>{t('Nothing asks for it yet.')}</p>
          )}
          {remove.isError && (
            <Alert mt="md" color="red" title={t('Not deleted')}>
              {sayError(remove.error)}
            </Alert>
          )}
          <May need="change">
            <Group gap="xs" mt="sm">
              <Button size="xs" variant="default" disabled={isUsed} onClick={() => setOpen('rename')}>
                {t('Rename')}
              </Button>
              <Button
                size="xs"
                variant="subtle"
                color="red"
                disabled={isUsed}
                onClick={() => setOpen('delete')}
              >
                {t('Delete')}
              </Button>
            </Group>
          </May>
          {isUsed && (
            <p className={classes.after}>
              {t('It can be renamed or deleted once nothing asks for it by its name any more.')}
            </p>
          )}
        </Card>
      </div>
      {open === 'rename' && <ListNameDialog former={name} onClose={() => setOpen(null)} />}
      {open === 'delete' && (
        <DeleteListDialog
          name={name}
          people={people}
          onClose={() => setOpen(null)}
          onDelete={() => {
            setOpen(null);
            remove.mutate();
          }}
        />
      )}
    </Page>
  );
}
