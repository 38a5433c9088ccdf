import { Button, CopyButton, TextInput } from '@mantine/core';

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
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    }
  />
);
