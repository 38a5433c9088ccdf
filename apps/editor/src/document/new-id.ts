const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A fresh id such as `step_k3v9x2ab`: node ids survive versions, so they are made once and never derived. */
export function newId(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `${prefix}_${Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
}
