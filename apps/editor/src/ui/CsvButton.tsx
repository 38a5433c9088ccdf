import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { withQuery } from '../api/client.js';
import { t } from '../language/t.js';

interface Props {
  path: string;
  /** What the list on the page is narrowed to: the file holds the same rows, and all of them. */
  filter?: { [name: string]: string | null | undefined };
}

/** What a page lists, as a file. */
export const CsvButton = ({ path, filter = {} }: Props) => (
  <Button
    component="a"
    href={withQuery(path, filter)}
    download
    variant="default"
    leftSection={<IconDownload size={15} stroke={1.8} />}
  >
    {t('CSV')}
  </Button>
);
