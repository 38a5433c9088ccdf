import { isAscii } from 'node:buffer';
import { UnreadableFile } from './unreadable-file.js';

/** What the first bytes of files that are no text say. */
const NO_TEXT: [bytes: number[], what: string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a workbook or an archive'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'a workbook'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
];
const LONGEST_SEQUENCE = 4;

/**
 * A file's bytes as UTF-8, whichever program wrote it: with a byte order mark as that says, else UTF-8, else what Windows
 * writes in western Europe and America, which is what a spreadsheet there saves as CSV.
 * @param start the file's first bytes, and enough of them to tell by
 * @throws UnreadableFile for a workbook and its like
 */
export async function* asUtf8(start: Buffer, others: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for (const [bytes, what] of NO_TEXT)
    if (begins(start, bytes))
      throw new UnreadableFile(
        `This is ${what}, no text. Save it as CSV (in Excel: “CSV UTF-8”), and choose that file.`,
      );
  async function* all() {
    yield start;
    yield* others;
  }
  if (begins(start, [0xff, 0xfe])) yield* decoded(all(), new TextDecoder('utf-16le'));
  else if (begins(start, [0xfe, 0xff])) yield* decoded(all(), new TextDecoder('utf-16be'));
  else if (begins(start, [0xef, 0xbb, 0xbf])) {
    yield start.subarray(3);
    yield* others;
  } else yield* withoutMark(all());
}

const begins = (start: Buffer, bytes: number[]) => bytes.every((byte, at) => start[at] === byte);

/** The first letters beyond ASCII tell; until they come, both are the same. */
async function* withoutMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let cut: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (cut.length === 0 && isAscii(chunk)) {
      yield chunk;
      continue;
    }
    const bytes = Buffer.concat([cut, chunk]);
    const whole = bytes.length - cutOff(bytes);
    cut = bytes.subarray(whole);
    const text = bytes.subarray(0, whole);
    if (isAscii(text)) {
      yield text;
      continue;
    }
    async function* rest() {
      yield bytes;
      yield* { [Symbol.asyncIterator]: () => chunks[Symbol.asyncIterator]() };
    }
    if (isWindows(text)) yield* decoded(rest(), new TextDecoder('windows-1252'));
    else yield* rest();
    return;
  }
  if (cut.length > 0) yield* isWindows(cut) ? decoded([cut], new TextDecoder('windows-1252')) : [cut];
}

/** How many bytes at the end may be the beginning of a letter whose rest comes in the next chunk. */
function cutOff(bytes: Buffer): number {
  for (let back = 1; back < LONGEST_SEQUENCE && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back;
  }
  return 0;
}

/** One broken letter among good ones is a broken letter; where most are, it was never UTF-8. */
function isWindows(bytes: Buffer): boolean {
  const beyond = bytes.toString('utf8').match(/[^\p{ASCII}]/gu) ?? [];
  const broken = beyond.filter((letter) => letter === '\uFFFD').length;
  return broken * 2 > beyond.length;
}

async function* decoded(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  decoder: InstanceType<typeof TextDecoder>,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
