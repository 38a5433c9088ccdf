/** A text without the web addresses in it, whose words are nobody's. */
export const withoutAddresses = (text: string): string => text.replaceAll(/\S+\.\S+\/\S*|https?:\S+/gi, ' ');
