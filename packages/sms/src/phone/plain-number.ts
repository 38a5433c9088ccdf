import { Metadata, type CountryCode } from 'libphonenumber-js/max';

/**
 * What the library keeps of a country and says only to itself. A test holds that each number read here is read the same by the
 * library.
 */
interface Plans {
  numberingPlan?: { nationalPrefixForParsing(): string | undefined; callingCode(): string };
  selectNumberingPlan(country: CountryCode): void;
  countryCallingCodes(): { [code: string]: string[] };
  nationalNumberPattern(): string;
  leadingDigits(): string | undefined;
  hasTypes(): boolean;
  type(name: string): { pattern(): string; possibleLengths(): number[] | undefined } | undefined;
}

interface PlanOfCountry {
  country: string;
  /** Of several countries with one code, whose numbers begin so are this one's. */
  leading: RegExp | null;
  isValid(national: string): boolean;
}

interface PlanOfCode {
  /** What is cut off a number that begins so, and is the library's to do. */
  prefix: RegExp | null;
  countries: PlanOfCountry[];
}

const PLAIN = /^\+[1-9]\d{6,14}$/;
const TYPES = [
  ...['FIXED_LINE', 'MOBILE', 'PREMIUM_RATE', 'TOLL_FREE', 'SHARED_COST'],
  ...['VOIP', 'PERSONAL_NUMBER', 'PAGER', 'UAN', 'VOICEMAIL'],
];
const plans = new Map<string, PlanOfCode | null>();

/**
 * The country of a valid number that stands in E.164 already, as in most files: its patterns are compiled once, where the
 * library compiles some ten for each number.
 * @returns null if the library must look
 */
export function countryOfPlain(text: string): string | null {
  if (!PLAIN.test(text)) return null;
  for (let digits = 1; digits <= 3; digits++) {
    const plan = planOf(text.slice(1, 1 + digits));
    if (!plan) continue;
    const national = text.slice(1 + digits);
    if (plan.prefix?.test(national)) return null;
    const [only] = plan.countries;
    const owner =
      plan.countries.length === 1
        ? only!
        : plan.countries.find(({ leading, isValid }) =>
            leading ? leading.test(national) : isValid(national),
          );
    return owner?.isValid(national) ? owner.country : null;
  }
  return null;
}

function planOf(code: string): PlanOfCode | null {
  const kept = plans.get(code);
  if (kept !== undefined) return kept;
  const plan = readPlan(code);
  plans.set(code, plan);
  return plan;
}

function readPlan(code: string): PlanOfCode | null {
  const library = new Metadata() as unknown as Plans;
  const countries = library.countryCallingCodes()[code];
  if (!countries || countries.includes('001')) return null;
  library.selectNumberingPlan(countries[0] as CountryCode);
  const prefix = library.numberingPlan!.nationalPrefixForParsing();
  return {
    prefix: prefix ? new RegExp(`^(?:${prefix})`) : null,
    countries: countries.map((country) => planOfCountry(library, country)),
  };
}

const entirely = (pattern: string) => new RegExp(`^(?:${pattern})$`);

function planOfCountry(library: Plans, country: string): PlanOfCountry {
  library.selectNumberingPlan(country as CountryCode);
  const leading = library.leadingDigits();
  const general = entirely(library.nationalNumberPattern());
  const types = TYPES.flatMap((name) => {
    const type = library.type(name);
    return type?.pattern() ? [{ pattern: entirely(type.pattern()), lengths: type.possibleLengths() }] : [];
  });
  const isOfType = (national: string) =>
    types.some(
      ({ pattern, lengths }) => (!lengths || lengths.includes(national.length)) && pattern.test(national),
    );
  return {
    country,
    leading: leading ? new RegExp(`^(?:${leading})`) : null,
    isValid: library.hasTypes()
      ? (national) => general.test(national) && isOfType(national)
      : (national) => general.test(national),
  };
}
