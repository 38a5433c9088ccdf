import type { Need } from './define-template.js';

export const SIGN_UPS: Need = {
  anyEvent: ['SMS Subscribed', 'SMS Opt-In Requested'],
  missing: 'Nobody signed up lately. Connect your sign-up form, or let people text a keyword.',
};

export const CHECKOUTS: Need = {
  anyEvent: ['Checkout Started', 'Checkout Updated'],
  missing: 'No checkouts came in lately. Connect your shop under Integrations.',
};

export const ORDERS: Need = {
  anyEvent: ['Order Completed'],
  missing: 'No orders came in lately. Connect your shop under Integrations.',
};

export const STOCK_REQUESTS: Need = {
  anyEvent: ['Back In Stock Requested'],
  missing:
    'Nobody asked to be told yet. Put the button for it on your product pages; it is under Products and waitlists.',
};

export const RESTOCKS: Need = {
  anyEvent: ['Product Back In Stock', 'Stock Changed', 'Product Out Of Stock'],
  missing: 'No stock changes came in lately. Connect your shop’s catalogue under Integrations.',
};

export const POINTS: Need = {
  anyEvent: ['Points Changed', 'Tier Changed', 'Reward Ready'],
  missing: 'No points were earned lately. Set a programme up under Loyalty, or send “Points Changed”.',
};
