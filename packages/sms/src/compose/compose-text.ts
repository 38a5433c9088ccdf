import { asSent, countParts, type Parts } from '../parts/index.js';
import { renderWithLinks, renderWithLinksSync, type TextFields } from '../template/index.js';
import {
  languageWithin,
  needsOptOut,
  takesReplies,
  withBrand,
  withConfirmation,
  withOptOut,
  type Reader,
  type TextLanguage,
  type TextSender,
} from './brand-and-stop.js';
import { zonesOf } from '../policy/zones.js';
import { dayInWords, expiryOf, instantInWords } from './expiry.js';
import {
  linkBase,
  SAMPLE_CODE,
  SAMPLE_PAGE_TOKEN,
  withUtm,
  type LinkKind,
  type PlannedLink,
  type Utm,
} from './planned-link.js';

/** What the house adds to each text; `GET /api/settings/texts`. */
export interface HouseStyle {
  /** Put in front of each text; `null` for none. */
  brand: string | null;
  /** Whether advertising says how to end it. */
  addsOptOut: boolean;
  /** What short links begin with, such as `acme.link`. */
  linkDomain: string;
  /** IANA */
  shopTimeZone: string;
  /** For readers whose own is not known; English if absent. */
  language?: TextLanguage | null;
}

export interface TextToCompose {
  /** Liquid. */
  template: string;
  fields: Record<string, unknown>;
  reader: Reader;
  purpose: string;
  sender: TextSender;
  /** Whether bare addresses become short links. */
  shortenLinks: boolean;
  utm: Utm | null;
  nowMs: number;
  /** The code of a link; the same one for the same slot. Absent: a sample of the same length. */
  codeOf?: (slot: string) => string;
  /** What follows `/p/` for this person. */
  pageToken?: string;
}

/** What the house put around what somebody wrote. */
interface Added {
  before: string;
  after: string;
}

export type ComposedText =
  | ({ ok: true; text: string; links: PlannedLink[]; usesPage: boolean; added: Added } & Parts)
  | { ok: false; code: 'text-fault' | 'text-empty' | 'text-too-long'; reason: string };

/**
 * A text as the phone will show it: fields filled in, links short, the brand in front and the way out at its end, counted
 * in parts. The worker sends it, the simulator and the previews show it: all by this one function.
 */
export async function composeText(text: TextToCompose, house: HouseStyle): Promise<ComposedText> {
  const links = new LinkList(text, house);
  return finish(
    await renderWithLinks(text.template, fieldsOf(text, house, links), links),
    text,
    house,
    links,
  );
}

/** As `composeText`, at once: for the simulator, where nothing is waited for. */
export function composeTextSync(text: TextToCompose, house: HouseStyle): ComposedText {
  const links = new LinkList(text, house);
  return finish(renderWithLinksSync(text.template, fieldsOf(text, house, links), links), text, house, links);
}

function finish(
  rendered: { ok: true; text: string } | { ok: false; reason: string },
  { template, purpose, sender, reader, shortenLinks }: TextToCompose,
  { brand, addsOptOut, language: ofShop }: HouseStyle,
  links: LinkList,
): ComposedText {
  if (!rendered.ok) return { ok: false, code: 'text-fault', reason: rendered.reason };
  if (rendered.text === '')
    return {
      ok: false,
      code: 'text-empty',
      reason: 'Nothing is left of the text once its fields are filled in',
    };
  const language = languageWithin(rendered.text, reader, ofShop);
  const replies = takesReplies(sender);
  let text = shortenLinks ? links.shorten(rendered.text) : rendered.text;
  const own = text;
  text = withBrand(text, brand && asSent(brand), template);
  if (purpose === 'opt-in-confirmation' && !replies && !links.has('opt-in'))
    text = withConfirmation(text, language, links.own('opt-in'));
  // A sender that hears no reply owes its readers another way out, whatever the house adds elsewhere.
  const way = !needsOptOut(purpose) ? 'none' : !replies ? 'link' : addsOptOut ? 'reply' : 'none';
  text = withOptOut(text, way, language, {
    written: template.replaceAll(LIQUID, ' '),
    address: () => links.own('opt-out'),
    isThere: links.has('opt-out') || (way === 'link' && links.usesPage),
  });
  const added = around(own, text);
  const parts = countParts(text);
  const most = LONGEST[parts.encoding];
  if (parts.units > most)
    return {
      ok: false,
      code: 'text-too-long',
      reason: `It has ${parts.units} characters, and the carrier takes ${most} at most`,
    };
  return { ok: true, text, links: links.planned, usesPage: links.usesPage, added, ...parts };
}

/** Units that Plivo takes at once, by its API reference (Send a message, `text`; seen 2026-11). */
const LONGEST = { 'GSM-7': 1_600, 'UCS-2': 737 };

function around(own: string, text: string): Added {
  const at = text.indexOf(own);
  // A way out that leads nowhere was taken out of it: then nothing is told apart.
  return at === -1
    ? { before: '', after: '' }
    : { before: text.slice(0, at), after: text.slice(at + own.length) };
}

const LIQUID = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;

/** The fields of a text, with the links that are made only where a text asks for them. */
function fieldsOf(
  { template, fields, reader, sender, nowMs }: TextToCompose,
  { language: ofShop }: HouseStyle,
  links: LinkList,
): TextFields {
  const own = {
    ...fields,
    sender: { takes_replies: takesReplies(sender) },
    get opt_out_link() {
      return links.own('opt-out');
    },
    get opt_in_link() {
      return links.own('opt-in');
    },
    get preferences_link() {
      return links.page();
    },
  };
  const language = languageWithin(template.replaceAll(LIQUID, ' '), reader, ofShop);
  const { time_zone: timeZone } = (fields.contact ?? {}) as { time_zone?: unknown };
  const readerZones = zonesOf({
    timeZone: typeof timeZone === 'string' ? timeZone : null,
    place: reader.country ?? '',
    country: reader.country,
    phone: null,
    shopTimeZone: links.timeZone,
  });
  return {
    scope: own,
    inWords: (ms, named = language) =>
      instantInWords(ms, { nowMs, timeZone: links.timeZone, language: named, readerZones }),
    // Where it is not known which clock is theirs, it is the shop's.
    dayInWords: (day, named = language) =>
      dayInWords(day, {
        timeZone: readerZones.length === 1 ? readerZones[0]! : links.timeZone,
        language: named,
      }),
  };
}

/** The links of one text, in the order in which it asks for them. */
class LinkList {
  readonly planned: PlannedLink[] = [];
  usesPage = false;
  readonly timeZone: string;
  private readonly base: string;

  constructor(
    private readonly text: TextToCompose,
    house: HouseStyle,
  ) {
    this.base = linkBase(house.linkDomain);
    this.timeZone = house.shopTimeZone;
  }

  has = (kind: LinkKind): boolean => this.planned.some((link) => link.kind === kind);

  /** One of our own pages about this text. */
  own(kind: 'opt-out' | 'opt-in'): string {
    const planned = this.planned.find((link) => link.kind === kind);
    return this.address(
      planned?.code ?? this.add({ slot: kind, kind, url: null, name: null, expiresAtMs: null }),
    );
  }

  page(): string {
    this.usesPage = true;
    return `${this.base}/p/${this.text.pageToken ?? SAMPLE_PAGE_TOKEN}`;
  }

  /** The filter `link`. @throws if it can't lead anywhere */
  to(address: unknown, options: { name?: unknown; expires?: unknown; utm?: unknown }): string {
    const url = webAddress(address);
    if (url === null)
      throw new Error(
        address === undefined || address === null || address === ''
          ? 'there is no address to link to'
          : `“${String(address).slice(0, 60)}” is no web address to link to`,
      );
    const { expires } = options;
    const expiresAtMs =
      expires === undefined || expires === null || expires === ''
        ? null
        : expiryOf(String(expires), this.text.nowMs, this.timeZone);
    if (expires && expiresAtMs === null)
      throw new Error(`“${String(expires).slice(0, 40)}” is no time at which a link could expire`);
    const utm = options.utm === false ? null : this.text.utm;
    const campaign = typeof options.utm === 'string' && utm ? { ...utm, campaign: options.utm } : utm;
    return this.address(
      this.add({
        slot: String(this.planned.filter(({ kind }) => kind === 'url').length),
        kind: 'url',
        url: withUtm(url, campaign),
        name: typeof options.name === 'string' && options.name !== '' ? options.name.slice(0, 60) : null,
        expiresAtMs,
      }),
    );
  }

  /** Makes short links of the bare addresses in a text. */
  shorten(text: string): string {
    return text.replaceAll(/https?:\/\/[^\s<>"“”]+/gi, (found) => {
      const [address, rest] = withoutPunctuation(found);
      if (address.startsWith(`${this.base}/l/`) || address.startsWith(`${this.base}/p/`)) return found;
      return webAddress(address) === null ? found : `${this.to(address, {})}${rest}`;
    });
  }

  private add(link: Omit<PlannedLink, 'code'>): string {
    const code = this.text.codeOf?.(link.slot) ?? SAMPLE_CODE;
    this.planned.push({ ...link, code });
    return code;
  }

  private address = (code: string): string => `${this.base}/l/${code}`;
}

/** An address and what only follows it: `)` belongs to it where it closes a `(` within it. */
function withoutPunctuation(found: string): [address: string, rest: string] {
  const [, address, rest] = /^(.*?)([.,;:!?'’)\]]*)$/s.exec(found)!;
  const isOpen = address!.split('(').length > address!.split(')').length;
  return isOpen && rest!.startsWith(')') ? [`${address})`, rest!.slice(1)] : [address!, rest!];
}

function webAddress(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  if (!/^https?:\/\//i.test(text) || text.length > 2_000 || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.username || url.password ? null : url.href;
}
