import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { withQuery } from '../api/client.js';
import { t } from '../language/t.js';
import { May } from '../team/May.js';
import { useMay } from '../team/roles.js';

interface Props {
  path: string;
  /** What the list on the page is narrowed to: the file holds the same rows, and all of them. */
  filter?: { [name: string]: string | null | undefined };
  /** Whoever sees the page may have it: it names no people. */
  isForAll?: boolean;
}

/** What a page lists, as a file. */
export function CsvButton({ path, filter = {}, isForAll = false }: Props) {
  const mayExport = useMay('export');
  const looks = { variant: 'default', leftSection: <IconDownload size={15} stroke={1.8} /> } as const;
  if (!mayExport && !isForAll)
    return (
      <May need="export">
        <Button {...looks}>{t('CSV')}</Button>
      </May>
    );
  return (
    <Button {...looks} component="a" href={withQuery(path, filter)} download>
      {t('CSV')}
    </Button>
  );
}
