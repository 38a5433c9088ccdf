import { gunzipSync, inflateRawSync } from 'node:zlib';

const ZIP_END = 0x06054b50;
const ZIP_ENTRY = 0x02014b50;

/**
 * The contents of the file called `name`, in whatever folder, from a zip archive or a gzipped tar.
 * Written out because Node reads neither, and the launcher may need it before anything else can be installed.
 * @returns null when there is no such file
 */
export function unpackFile(archive: Buffer, name: string): Buffer | null {
  const isNamed = (path: string) => path === name || path.endsWith(`/${name}`);
  const isZip = archive.readUInt16BE(0) === 0x504b;
  return isZip ? fromZip(archive, isNamed) : fromTar(gunzipSync(archive), isNamed);
}

function fromZip(zip: Buffer, isNamed: (path: string) => boolean): Buffer | null {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== ZIP_END) end -= 1;
  if (end < 0) return null;
  let at = zip.readUInt32LE(end + 16);
  while (zip.readUInt32LE(at) === ZIP_ENTRY) {
    const nameLength = zip.readUInt16LE(at + 28);
    const path = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (isNamed(path)) {
      const method = zip.readUInt16LE(at + 10);
      const size = zip.readUInt32LE(at + 20);
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const data = zip.subarray(start, start + size);
      return method === 0 ? data : inflateRawSync(data);
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return null;
}

function fromTar(tar: Buffer, isNamed: (path: string) => boolean): Buffer | null {
  const text = (at: number, length: number) => tar.toString('utf8', at, at + length).replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= tar.length;) {
    const path = text(at, 100);
    if (!path) return null;
    const size = Number.parseInt(text(at + 124, 12), 8);
    if (isNamed(path)) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return null;
}
