import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { validateV3Signature } from 'plivo';
import { findPythonSdk, PYTHON_SDK_VERSION } from './python-sdk.js';

/*
 * Signs the recorded vectors anew with Plivo's SDK for Python, and has its SDK for Node believe them:
 * `npx tsx apps/api/test/official-sdks/make-vectors.ts`. Where Python can't be had the tests hold to what was recorded.
 */
interface Vector {
  name: string;
  method: 'GET' | 'POST';
  url: string;
  nonce: string;
  token: string;
  params: Record<string, string | string[]>;
  sig: string;
}

const FILE = new URL('../../../../packages/sms/fixtures/plivo-signatures.json', import.meta.url);
const { version } = createRequire(import.meta.url)('plivo/package.json') as { version: string };
const found = await findPythonSdk();
if ('missing' in found) throw new Error(found.missing);

const { vectors } = JSON.parse(readFileSync(FILE, 'utf8')) as { vectors: Vector[] };
const signatures = (await found.ask(
  vectors.map(({ method, url, nonce, token, params }) => ({
    action: 'sign',
    method,
    url,
    nonce,
    token,
    params,
  })),
)) as string[];
const signed = vectors.map((vector, index) => ({ ...vector, sig: signatures[index]! }));
for (const { name, method, url, nonce, token, params, sig } of signed)
  if (!validateV3Signature(method, url, nonce, token, sig, params as Record<string, string>))
    throw new Error(`The SDK for Node does not believe “${name}”.`);

const note = `Signatures of version 3, made by apps/api/test/official-sdks/make-vectors.ts with PyPI plivo ${PYTHON_SDK_VERSION} and believed by npm plivo ${version}`;
writeFileSync(FILE, `${JSON.stringify({ note, vectors: signed }, null, 2)}\n`);
console.log(
  `${signed.length} vectors, ${signed.filter(({ sig }, at) => sig !== vectors[at]!.sig).length} of them changed`,
);
