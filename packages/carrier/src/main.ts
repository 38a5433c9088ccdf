import { createCarrier } from './index.js';

const {
  PLIVO_AUTH_ID,
  PLIVO_AUTH_TOKEN,
  CARRIER_INBOUND_URL,
  CARRIER_DATA_FILE,
  CARRIER_PORT = '4000',
  HOST = '127.0.0.1',
} = process.env;
if (!PLIVO_AUTH_ID || !PLIVO_AUTH_TOKEN || !CARRIER_INBOUND_URL) {
  console.error('The carrier needs PLIVO_AUTH_ID, PLIVO_AUTH_TOKEN and CARRIER_INBOUND_URL.');
  process.exit(1);
}

const carrier = createCarrier({
  authId: PLIVO_AUTH_ID,
  authToken: PLIVO_AUTH_TOKEN,
  inboundUrl: CARRIER_INBOUND_URL,
  dataFile: CARRIER_DATA_FILE,
});
try {
  await carrier.listen({ port: Number(CARRIER_PORT), host: HOST });
} catch (error) {
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  console.error(taken ? `Port ${CARRIER_PORT} is taken. Set CARRIER_PORT to a free one.` : String(error));
  process.exit(1);
}
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
  process.once(signal, () => void carrier.close().then(() => process.exit(0)));
}
