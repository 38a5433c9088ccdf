import { Button, Popover, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { t } from '../language/t.js';
import classes from './Composer.module.css';
import type { PickableField } from './FieldPicker.js';
import { linkField, readAddress } from './fields-in-text.js';

/** Puts in an address as a short link; those that come with the event are a press away. */
export function LinkPicker({ links, onPick }: { links: PickableField[]; onPick: (field: string) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const [written, setWritten] = useState('');
  const [name, setName] = useState('');
  const [isRefused, setIsRefused] = useState(false);
  const pick = (field: string) => {
    setIsOpen(false);
    setWritten('');
    setName('');
    onPick(field);
  };
  const putIn = () => {
    const address = readAddress(written);
    setIsRefused(address === null);
    if (address !== null) pick(linkField(address, name));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    // The form of the step is around it.
    event.preventDefault();
    putIn();
  };
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-start" width={300} shadow="md" trapFocus>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="default"
          radius="xl"
          leftSection={<IconPlus size={12} />}
          styles={{ section: { marginInlineEnd: 4 } }}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t('Link')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('Put in a link')}>
        <div className={classes.linkForm}>
          <TextInput
            size="xs"
            label={t('Address')}
            description={t('It becomes a short one, and clicks are told.')}
            placeholder="https://shop.example"
            maxLength={400}
            value={written}
            error={isRefused && t('Write an address such as acme.example/spring')}
            onChange={(event) => {
              setWritten(event.currentTarget.value);
              setIsRefused(false);
            }}
            onKeyDown={onKeyDown}
            data-autofocus
          />
          <TextInput
            size="xs"
            label={t('Called in the numbers')}
            placeholder={t('Spring')}
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
          <Button size="xs" onClick={putIn}>
            {t('Put the link in')}
          </Button>
          {links.map(({ label, field, hint }) => (
            <Button key={field} size="xs" variant="default" justify="flex-start" onClick={() => pick(field)}>
              {label}
              {hint && <small className={classes.linkHint}>{hint}</small>}
            </Button>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
