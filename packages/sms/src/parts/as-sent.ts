/**
 * The characters of a text as they leave: each letter in one (an “å” of two, as some files and keyboards write it, makes a
 * text dear), ends of lines in one, and one plain space for whatever else is blank.
 */
export const asSent = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\S\n]+/g, ' ');
