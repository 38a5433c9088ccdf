import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { sayError } from '../api/client.js';
import { t } from '../language/t.js';
import { Card } from './Page.js';

interface Props<Data> {
  title: string;
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}

/** A card among others that stands on an answer of its own: until that is there nothing, and why if it does not come. */
export function Asked<Data>({ title, query, children }: Props<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (!query.isError) return null;
  return (
    <Card title={title}>
      <p role="alert">{sayError(query.error)}</p>
      <Button size="xs" variant="default" onClick={() => void query.refetch()}>
        {t('Try again')}
      </Button>
    </Card>
  );
}
