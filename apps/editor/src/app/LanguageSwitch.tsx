import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconLanguage } from '@tabler/icons-react';
import { language } from '../language/i18n.js';
import { chooseLanguage, LANGUAGES } from '../language/languages.js';
import { t } from '../language/t.js';

/** Each language is named in itself, so that whoever landed in the wrong one finds the way back. */
export function LanguageSwitch() {
  return (
    <Menu position="top-start">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('Language')}>
          <IconLanguage size={17} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map(({ code, name }) => (
          <Menu.Item
            key={code}
            lang={code}
            aria-current={code === language}
            rightSection={code === language ? <IconCheck size={14} stroke={1.7} /> : null}
            onClick={() => chooseLanguage(code)}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
