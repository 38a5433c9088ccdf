import type { Figures } from '@signalbox/api/contract';

const oneDigit = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** “Each person got 1.4 texts in the last 30 days, 0.3 fewer than before.” */
export function textsAPerson({ days, texts, before }: Figures): string {
  if (texts.people === 0) return 'Fewer, better texts: what was not sent counts as much as what was.';
  const now = texts.sent / texts.people;
  const said = `Fewer, better texts: whoever was texted in the last ${days} days got ${oneDigit.format(now)} of them`;
  if (before.people === 0) return `${said}.`;
  const change = now - before.sent / before.people;
  if (Math.abs(change) < 0.05) return `${said}, as before.`;
  return `${said}, ${oneDigit.format(Math.abs(change))} ${change < 0 ? 'fewer' : 'more'} than before.`;
}
