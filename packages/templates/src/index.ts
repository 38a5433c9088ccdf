import { abandonedCart } from './abandoned-cart/template.js';
import { backInStock } from './back-in-stock/template.js';
import type { AnyTemplate } from './define-template.js';
import { flashSale } from './flash-sale/template.js';
import { loyalty } from './loyalty/template.js';
import { vipEarlyAccess } from './vip-early-access/template.js';
import { welcome } from './welcome/template.js';
import { winBack } from './win-back/template.js';

export type * from './define-template.js';
export type { SenderAnswer } from './questions.js';
export { readAnswers, type AnswerFault, type AnswerFaultCode, type ReadAnswers } from './read-answers.js';
export { recommend, type Recommendation, type Signals } from './recommend.js';
export { namesIn, withIds } from './segment-names.js';
export { previewTexts, type PreviewedText, type TextShown } from './preview-texts.js';

/** In the order in which a shop would begin with them. */
export const templates: readonly AnyTemplate[] = [
  welcome,
  abandonedCart,
  vipEarlyAccess,
  flashSale,
  backInStock,
  winBack,
  loyalty,
];
