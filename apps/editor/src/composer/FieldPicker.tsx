import { Button, Combobox, useCombobox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../language/t.js';
import classes from './Composer.module.css';

export interface PickableField {
  label: string;
  /** What is put into the text. */
  field: string;
  /** What it was last, or what it does. */
  hint?: string | null;
}

export interface FieldGroup {
  title: string;
  fields: PickableField[];
}

/** One list of all that can stand in a text, found by typing. */
export function FieldPicker({
  title,
  groups,
  onPick,
}: {
  title: string;
  groups: FieldGroup[];
  onPick: (field: string) => void;
}) {
  const [search, setSearch] = useState('');
  const combobox = useCombobox({
    onDropdownOpen: () => combobox.focusSearchInput(),
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
    },
  });
  const wanted = search.trim().toLowerCase();
  const shown = groups
    .map((group) => ({
      ...group,
      fields: group.fields.filter(({ label, field }) =>
        `${group.title} ${label} ${field}`.toLowerCase().includes(wanted),
      ),
    }))
    .filter(({ fields }) => fields.length > 0);

  return (
    <Combobox
      store={combobox}
      width={300}
      position="bottom-start"
      onOptionSubmit={(field) => {
        combobox.closeDropdown();
        onPick(field);
      }}
    >
      <Combobox.Target targetType="button" withAriaAttributes={false}>
        <Button
          size="compact-xs"
          variant="default"
          radius="xl"
          leftSection={<IconPlus size={12} />}
          styles={{ section: { marginInlineEnd: 4 } }}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          onClick={() => combobox.toggleDropdown()}
        >
          {title}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.updateSelectedOptionIndex();
          }}
          placeholder={t('Name, product, code, link …')}
          aria-label={t('Find a field')}
        />
        <Combobox.Options mah={280} className={classes.options!} aria-label={t('Fields')}>
          {shown.length === 0 && <Combobox.Empty>{t('Nothing of that name')}</Combobox.Empty>}
          {shown.map((group) => (
            <Combobox.Group key={group.title} label={group.title}>
              {group.fields.map(({ label, field, hint }) => (
                <Combobox.Option key={field} value={field}>
                  <span className={classes.option}>
                    <span>{label}</span>
                    {hint && <small>{hint}</small>}
                  </span>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
