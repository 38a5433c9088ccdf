import { download } from './download.js';
import { TEMPORAL_VERSION } from './temporal-release.js';

/** From where Temporal's SDKs fetch the same program for their test servers. */
export async function archiveFromTemporal(): Promise<Buffer> {
  const query = new URLSearchParams({
    arch: process.arch === 'x64' ? 'amd64' : process.arch,
    platform: process.platform === 'win32' ? 'windows' : process.platform,
    format: process.platform === 'win32' ? 'zip' : 'tar.gz',
  });
  const answer = await download(`https://temporal.download/cli/v${TEMPORAL_VERSION}?${query}`);
  const { archiveUrl } = JSON.parse(answer.toString('utf8')) as { archiveUrl: string };
  if (new URL(archiveUrl).protocol !== 'https:') throw new Error('it names an archive that is not on https');
  return download(archiveUrl);
}
