import { Button, CopyButton, TextInput } from '@mantine/core';
import { t } from '../language/t.js';

/** An address to copy into another service. */
export const Address = ({ label, value }: { label: string; value: string }) => (
  <TextInput
    aria-label={label}
    readOnly
    value={value}
    rightSectionWidth={72}
    rightSection={
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="default" onClick={copy}>
            {copied ? t('Copied') : t('Copy')}
          </Button>
        )}
      </CopyButton>
    }
  />
);
