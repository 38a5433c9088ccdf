import {
  IconBolt,
  IconChartBar,
  IconBuildingStore,
  IconDeviceMobile,
  IconGift,
  IconHourglass,
  IconHome,
  IconLayoutGrid,
  IconListDetails,
  IconMessage,
  IconMessages,
  IconPlug,
  IconRocket,
  IconRoute,
  IconSettings,
  IconSpeakerphone,
  IconTicket,
  IconUserPlus,
  IconUsers,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';
import { t } from '../language/t.js';

export interface Place {
  to: string;
  title: string;
  Icon: Icon;
}

/** The pages of the navigation and of the palette, in groups; a new page is one line here. */
export const PLACES: Place[][] = [
  [
    { to: '/', title: t('Home'), Icon: IconHome },
    { to: '/journeys', title: t('Journeys'), Icon: IconRoute },
    { to: '/campaigns', title: t('Campaigns'), Icon: IconSpeakerphone },
    { to: '/templates', title: t('Templates'), Icon: IconLayoutGrid },
  ],
  [
    { to: '/people', title: t('People'), Icon: IconUsers },
    { to: '/segments', title: t('Segments'), Icon: IconUsersGroup },
    { to: '/lists', title: t('Lists'), Icon: IconListDetails },
    { to: '/sign-up-forms', title: t('Sign-up forms'), Icon: IconUserPlus },
    { to: '/loyalty', title: t('Loyalty'), Icon: IconGift },
    { to: '/waitlists', title: t('Waitlists'), Icon: IconHourglass },
  ],
  [
    { to: '/messages', title: t('Texts'), Icon: IconMessage },
    { to: '/conversations', title: t('Conversations'), Icon: IconMessages },
    { to: '/coupons', title: t('Coupons'), Icon: IconTicket },
    { to: '/events', title: t('Events'), Icon: IconBolt },
    { to: '/analytics', title: t('Analytics'), Icon: IconChartBar },
  ],
  [
    { to: '/phone', title: t('Phone'), Icon: IconDeviceMobile },
    { to: '/demo-shop', title: t('Demo shop'), Icon: IconBuildingStore },
    { to: '/integrations', title: t('Integrations'), Icon: IconPlug },
    { to: '/go-live', title: t('Go live'), Icon: IconRocket },
    { to: '/settings', title: t('Settings'), Icon: IconSettings },
  ],
];
