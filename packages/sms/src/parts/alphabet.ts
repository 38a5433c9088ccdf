/** 3GPP TS 23.038, table 6.2.1. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Its table 6.2.1.1: an escape and a character, which one part must hold together. */
const EXTENSION = new Set('\f^{}\\[~]|€');

/** Takes one place of the phone network's own alphabet. */
export const isBasic = (character: string): boolean => BASIC.has(character);
/** Takes two. */
export const isExtended = (character: string): boolean => EXTENSION.has(character);
