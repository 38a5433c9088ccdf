/** A file that can't be read as what it claims to be. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';
}
