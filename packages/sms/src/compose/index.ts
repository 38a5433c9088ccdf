export * from './brand-and-stop.js';
export {
  composeText,
  composeTextSync,
  type ComposedText,
  type HouseStyle,
  type TextToCompose,
} from './compose-text.js';
export * from './expiry.js';
export { languagesOfText } from './language-of-text.js';
export * from './planned-link.js';
export * from './house-style.js';
