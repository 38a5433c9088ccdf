import type { Check } from '../kernel/api-side.js';

/** Shares of nothing would send everybody to the first variant. */
export const check: Check<{ variants: { share: number }[] }> = ({ variants }) =>
  variants.some(({ share }) => share > 0)
    ? []
    : [
        {
          field: 'variants',
          message: 'Nobody gets any of these variants. Give at least one a share above 0.',
        },
      ];
