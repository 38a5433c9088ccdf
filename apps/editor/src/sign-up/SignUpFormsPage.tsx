import { Button, Group, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { signUpFormsQuery } from '../api/queries.js';
import { formatCount } from '../format/number.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Trouble } from '../ui/Trouble.js';
import { May } from '../team/May.js';
import classes from '../waitlists/Waitlists.module.css';
import own from './SignUp.module.css';

/** Forms by which people sign up for texts, and what came of each. */
export function SignUpFormsPage() {
  const forms = useQuery(signUpFormsQuery);
  return (
    <Page
      title={t('Sign-up forms')}
      lead={t('What people were shown when they said yes is kept with their consent.')}
      actions={
        <May need="change" hide>
          <Button component={Link} to="/sign-up-forms/new" className={own.go!}>
            {t('New form')}
          </Button>
        </May>
      }
    >
      {forms.isPending && <Loader aria-label={t('Loading')} />}
      {forms.isError && <Trouble error={forms.error} onRetry={() => void forms.refetch()} />}
      {forms.data?.length === 0 && (
        <Empty
          title={t('No form yet')}
          action={
            <May need="change">
              <Button component={Link} to="/sign-up-forms/new" className={own.go!}>
                {t('Make the first form')}
              </Button>
            </May>
          }
        >
          {t(
            'A form has a page of its own, to link to, and a line of code that puts it into your shop. People may also sign up by texting a word.',
          )}
        </Empty>
      )}
      {forms.data && forms.data.length > 0 && (
        <Card>
          <Table
            label={t('Sign-up forms')}
            rows={forms.data}
            rowKey={({ id }) => id}
            columns={[
              {
                title: t('Form'),
                cell: (form) => (
                  <Link className={classes.name} to={`/sign-up-forms/${form.id}`}>
                    {form.name}
                  </Link>
                ),
              },
              {
                title: t('Steps'),
                cell: ({ isDouble }) => (
                  <Chip tone={isDouble ? 'go' : 'neutral'}>
                    {isDouble ? t('two: yes by text') : t('one')}
                  </Chip>
                ),
                narrow: true,
              },
              { title: t('Keyword'), cell: ({ keyword }) => keyword?.toUpperCase() ?? '–', narrow: true },
              {
                title: t('Shown'),
                cell: ({ counts }) => formatCount(counts.shown),
                numeric: true,
                narrow: true,
              },
              {
                title: t('Signed up'),
                cell: ({ counts }) => formatCount(counts.signedUp),
                numeric: true,
                narrow: true,
              },
              {
                title: t('Said yes'),
                cell: ({ counts }) => formatCount(counts.confirmed),
                numeric: true,
                narrow: true,
              },
              {
                title: t('Its page'),
                unseen: true,
                cell: ({ url, name }) => (
                  <Group gap="xs" wrap="nowrap">
                    <Button
                      component="a"
                      href={url}
                      target="_blank"
                      rel="noreferrer"
                      size="compact-xs"
                      variant="subtle"
                      aria-label={t('Open the page of {name}', { name })}
                    >
                      {t('Open')}
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
