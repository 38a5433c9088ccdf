import {
  IconBolt,
  IconChartBar,
  IconBuildingStore,
  IconDeviceMobile,
  IconGift,
  IconHourglass,
  IconHome,
  IconLayoutGrid,
  IconMessage,
  IconMessages,
  IconPlug,
  IconRocket,
  IconRoute,
  IconSettings,
  IconTicket,
  IconUserPlus,
  IconUsers,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';

export interface Place {
  to: string;
  title: string;
  Icon: Icon;
}

/** The pages of the navigation and of the palette, in groups; a new page is one line here. */
export const PLACES: Place[][] = [
  [
    { to: '/', title: 'Home', Icon: IconHome },
    { to: '/journeys', title: 'Journeys', Icon: IconRoute },
    { to: '/templates', title: 'Templates', Icon: IconLayoutGrid },
  ],
  [
    { to: '/people', title: 'People', Icon: IconUsers },
    { to: '/segments', title: 'Segments', Icon: IconUsersGroup },
    { to: '/sign-up-forms', title: 'Sign-up forms', Icon: IconUserPlus },
    { to: '/loyalty', title: 'Loyalty', Icon: IconGift },
    { to: '/waitlists', title: 'Products and waitlists', Icon: IconHourglass },
  ],
  [
    { to: '/messages', title: 'Texts', Icon: IconMessage },
    { to: '/conversations', title: 'Conversations', Icon: IconMessages },
    { to: '/coupons', title: 'Coupons', Icon: IconTicket },
    { to: '/events', title: 'Events', Icon: IconBolt },
    { to: '/analytics', title: 'Analytics', Icon: IconChartBar },
  ],
  [
    { to: '/phone', title: 'Phone', Icon: IconDeviceMobile },
    { to: '/demo-shop', title: 'Demo shop', Icon: IconBuildingStore },
    { to: '/integrations', title: 'Integrations', Icon: IconPlug },
    { to: '/go-live', title: 'Go live', Icon: IconRocket },
    { to: '/settings', title: 'Settings', Icon: IconSettings },
  ],
];
