import type { Check } from '@signalbox/nodes/kernel';

export const check: Check<{ email: string }> = ({ email }) =>
  email.includes('@') || email.includes('{{')
    ? []
    : [
        {
          field: 'email',
          message: 'This is no e-mail address. Write one, or a field such as {{ contact.email }}.',
        },
      ];
