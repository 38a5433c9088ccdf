import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../language/t.js';

interface Props {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  children?: ReactNode;
}

/** Below a list that comes by pages, while there is a further one. */
export const ShowMore = ({ list, children = t('Show more') }: Props) =>
  list.hasNextPage && (
    <Button
      variant="subtle"
      mt="sm"
      loading={list.isFetchingNextPage}
      onClick={() => void list.fetchNextPage()}
    >
      {children}
    </Button>
  );
