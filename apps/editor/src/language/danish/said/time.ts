/** Lengths of time, in Danish. */
export const time: Record<string, string> = {
  '{n} day': '{n} dag',
  '{n} hour': '{n} time',
  '{n} minute': '{n} minut',
  '{n} minutes': '{n} minutter',
  '{n} second': '{n} sekund',
  '{n} seconds': '{n} sekunder',
};
