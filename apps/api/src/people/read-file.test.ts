import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { guessColumns } from './import-columns.js';
import { readFile } from './read-file.js';

/** A file as it comes over the wire: in pieces of whatever size. */
async function read(file: string | Buffer, pieces = 64 * 1024) {
  const bytes = Buffer.from(file as string);
  const chunks = [];
  for (let at = 0; at < bytes.length; at += pieces) chunks.push(bytes.subarray(at, at + pieces));
  const { headers, rows } = await readFile(Readable.from(chunks), 'csv');
  const all = [];
  for await (const row of rows) all.push(row);
  return { headers, rows: all };
}

const SØREN = { headers: ['Fornavn', 'Mobil'], rows: [['Søren Kjær', '+4520304050']] };
const file = 'Fornavn;Mobil\r\nSøren Kjær;+4520304050\r\n';
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('a spreadsheet’s file is read whichever way it was saved', () => {
  test.each([
    ['UTF-8', Buffer.from(file)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${file}`)],
    ['Windows’ letters', Buffer.from(file, 'latin1')],
    ['UTF-16, as “Unicode text”', utf16(file.replaceAll(';', '\t'))],
    ['UTF-16, the other way round', utf16(file).swap16()],
    ['after a line that says what stands between cells', Buffer.from(`sep=;\r\n${file}`)],
    ['bars between cells', Buffer.from(file.replaceAll(';', '|'))],
    ['an old Mac’s ends of lines', Buffer.from(file.replaceAll('\r\n', '\r'))],
  ])('%s', async (_way, bytes) => {
    expect(await read(bytes)).toEqual(SØREN);
    expect(await read(bytes, 1)).toEqual(SØREN);
  });

  test('one broken letter among good ones does not turn the good ones into others', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Name,City\nSøren,Århus\nBø'),
      Buffer.from([0xff]),
      Buffer.from(',Ærø\n'),
    ]);
    expect((await read(bytes)).rows).toEqual([
      ['Søren', 'Århus'],
      ['Bø\uFFFD', 'Ærø'],
    ]);
  });

  test('letters that first come far down are read the same', async () => {
    const rows = 'Anna;+4520304051\r\n'.repeat(5_000);
    for (const encoding of ['utf8', 'latin1'] as const) {
      const all = await read(
        Buffer.from(`Fornavn;Mobil\r\n${rows}Søren Kjær;+4520304050\r\n`, encoding),
        1_000,
      );
      expect(all.rows.at(-1)).toEqual(SØREN.rows[0]);
    }
  });

  test('a last letter beyond ASCII is read, with nothing after it', async () => {
    for (const encoding of ['utf8', 'latin1'] as const)
      expect((await read(Buffer.from('email,name\na@x.dk,André', encoding))).rows).toEqual([
        ['a@x.dk', 'André'],
      ]);
  });

  test('a comma in the name of a column is not what stands between columns', async () => {
    expect((await read('"Name, full, as told";Email\nAnna;a@x.dk\n')).headers).toEqual([
      'Name, full, as told',
      'Email',
    ]);
  });
});

test.each([
  [Buffer.from('PK\u0003\u0004\u0014\u0000\u0006\u0000'), 'workbook'],
  [Buffer.from('%PDF-1.7'), 'PDF'],
  [Buffer.from(''), 'empty'],
  [Buffer.from('\uFEFF'), 'empty'],
  [Buffer.from('anna@x.dk,Anna\nbo@x.dk,Bo\n'), 'The first line says “anna@x.dk”'],
  [Buffer.from('Anna,+45 20 30 40 50\nBo,+45 20 30 40 51\n'), 'The first line says “+45 20 30 40 50”'],
])('what is no table of people is refused by saying what it is', async (bytes, says) => {
  await expect(read(bytes)).rejects.toThrow(says);
});

test('a Danish list is known by its headers, consent and its date among them', () => {
  const { columns } = guessColumns([
    'Kundenummer',
    'Mailadresse',
    'Mobilnummer',
    'Fornavn',
    'SMS-samtykke',
    'Samtykke dato',
    'Skostørrelse',
  ]);
  expect(columns.map(({ meaning }) => meaning)).toEqual([
    'externalId',
    'email',
    'phone',
    'firstName',
    'consent',
    'consentAt',
    'attribute',
  ]);
});

test('of columns of one name each keeps what it says', () => {
  const { columns } = guessColumns(['Email', 'Size', 'Size', 'Email']);
  expect(columns.map(({ name }) => name)).toEqual(['', 'size', 'size_2', 'email_2']);
});
