import { Button, Group, Loader } from '@mantine/core';
import type { SignUpForm } from '@signalbox/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { signUpFormsQuery } from '../api/queries.js';
import { formatCount } from '../format/number.js';
import { Chip } from '../ui/Chip.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Trouble } from '../ui/Trouble.js';
import classes from '../waitlists/Waitlists.module.css';
import { FormEditor } from './FormEditor.js';

/** Forms by which people sign up for texts, and what came of each. */
export function SignUpFormsPage() {
  const forms = useQuery(signUpFormsQuery);
  const [edited, setEdited] = useState<SignUpForm | 'new' | null>(null);
  if (edited) return <FormEditor form={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />;
  return (
    <Page
      title="Sign-up forms"
      lead="What people were shown when they said yes is kept with their consent."
      actions={<Button onClick={() => setEdited('new')}>New form</Button>}
    >
      {forms.isPending && <Loader aria-label="Loading" />}
      {forms.isError && <Trouble error={forms.error} onRetry={() => void forms.refetch()} />}
      {forms.data?.length === 0 && (
        <Empty
          title="No form yet"
          action={<Button onClick={() => setEdited('new')}>Make the first form</Button>}
        >
          A form has a page of its own, to link to, and a line of code that puts it into your shop. People may
          also sign up by texting a word.
        </Empty>
      )}
      {forms.data && forms.data.length > 0 && (
        <Card>
          <Table
            label="Sign-up forms"
            rows={forms.data}
            rowKey={({ id }) => id}
            columns={[
              {
                title: 'Form',
                cell: (form) => (
                  <button type="button" className={classes.name} onClick={() => setEdited(form)}>
                    {form.name}
                  </button>
                ),
              },
              {
                title: 'Steps',
                cell: ({ isDouble }) => (
                  <Chip tone={isDouble ? 'go' : 'neutral'}>{isDouble ? 'two: yes by text' : 'one'}</Chip>
                ),
                narrow: true,
              },
              { title: 'Keyword', cell: ({ keyword }) => keyword?.toUpperCase() ?? '–', narrow: true },
              {
                title: 'Shown',
                cell: ({ counts }) => formatCount(counts.shown),
                numeric: true,
                narrow: true,
              },
              {
                title: 'Signed up',
                cell: ({ counts }) => formatCount(counts.signedUp),
                numeric: true,
                narrow: true,
              },
              {
                title: 'Said yes',
                cell: ({ counts }) => formatCount(counts.confirmed),
                numeric: true,
                narrow: true,
              },
              {
                title: '',
                cell: ({ url, name }) => (
                  <Group gap="xs" wrap="nowrap">
                    <Button
                      component="a"
                      href={url}
                      target="_blank"
                      rel="noreferrer"
                      size="compact-xs"
                      variant="subtle"
                      aria-label={`Open the page of ${name}`}
                    >
                      Open
                    </Button>
                  </Group>
                ),
                narrow: true,
              },
            ]}
          />
        </Card>
      )}
    </Page>
  );
}
