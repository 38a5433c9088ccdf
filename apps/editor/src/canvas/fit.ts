/** Room around a journey that is shown whole: the view's buttons stand below it. */
export const FIT = {
  padding: { top: '32px', right: '40px', bottom: '72px', left: '40px' },
  maxZoom: 1,
} as const;
