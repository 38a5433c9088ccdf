import type { Check } from '../kernel/api-side.js';

/** Shares of nothing would leave everybody alone. */
export const check: Check<{ branches: { share: number }[] }> = ({ branches }) =>
  branches.some(({ share }) => share > 0)
    ? []
    : [{ field: 'branches', message: 'Nobody goes any of these ways. Give at least one a share above 0.' }];
