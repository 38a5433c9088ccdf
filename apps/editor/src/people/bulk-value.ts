/** What is typed for many people: `38` and `true` are meant as such; `0800` is no number, but a postal code. */
export const bulkValue = (text: string): string | number | boolean =>
  text === 'true' || text === 'false'
    ? text === 'true'
    : /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text)
      ? Number(text)
      : text;
