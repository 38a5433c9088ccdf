const FIRST_BYTE_WITHIN_MS = 6_000;
const NEXT_BYTE_WITHIN_MS = 15_000;

/** Fetches a whole file, and gives up once no byte has come for some seconds: slow is fine, silent is not. */
export async function download(url: string, headers: Record<string, string> = {}): Promise<Buffer> {
  const silence = new AbortController();
  const giveUp = () => silence.abort(new Error(`${new URL(url).host} does not answer`));
  let timer = setTimeout(giveUp, FIRST_BYTE_WITHIN_MS);
  try {
    const response = await fetch(url, { headers, signal: silence.signal });
    if (!response.ok || !response.body) throw new Error(`${new URL(url).host} answered ${response.status}`);
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.body) {
      chunks.push(chunk as Uint8Array);
      clearTimeout(timer);
      timer = setTimeout(giveUp, NEXT_BYTE_WITHIN_MS);
    }
    return Buffer.concat(chunks);
  } finally {
    clearTimeout(timer);
  }
}
