/** Calling codes of countries that share them with nobody whose clock is another. `+1` and `+7` are many countries'. */
const COUNTRIES: { [code: string]: string } = {
  ...{ 30: 'GR', 31: 'NL', 32: 'BE', 33: 'FR', 36: 'HU', 39: 'IT', 40: 'RO', 41: 'CH', 43: 'AT', 44: 'GB' },
  ...{ 45: 'DK', 46: 'SE', 47: 'NO', 48: 'PL', 49: 'DE', 60: 'MY', 63: 'PH', 64: 'NZ', 65: 'SG', 66: 'TH' },
  ...{ 81: 'JP', 82: 'KR', 84: 'VN', 86: 'CN', 90: 'TR', 91: 'IN', 92: 'PK', 94: 'LK' },
  ...{ 298: 'FO', 352: 'LU', 353: 'IE', 354: 'IS', 356: 'MT', 357: 'CY', 358: 'FI', 359: 'BG', 370: 'LT' },
  ...{ 371: 'LV', 372: 'EE', 380: 'UA', 381: 'RS', 385: 'HR', 386: 'SI', 420: 'CZ', 421: 'SK', 423: 'LI' },
  ...{ 852: 'HK', 886: 'TW', 966: 'SA', 971: 'AE', 972: 'IL' },
};

/** The country of a number in E.164, where its calling code plainly tells one: steps, which the editor tries out too, carry no library of numbers. */
export function countryOfNumber(phone: unknown): string | null {
  const digits = typeof phone === 'string' ? /^\+(\d{8,15})$/.exec(phone)?.[1] : undefined;
  return digits ? (COUNTRIES[digits.slice(0, 3)] ?? COUNTRIES[digits.slice(0, 2)] ?? null) : null;
}
