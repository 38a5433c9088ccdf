import type { Migrate } from '@signalbox/nodes/kernel';

export const migrate: Migrate = ({ listId, doubleOptIn, ...config }) => ({
  ...config,
  list: listId,
  email: '{{ contact.email }}',
  confirm: doubleOptIn === false ? 'no' : 'ask',
});
