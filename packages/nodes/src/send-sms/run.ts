import type { RunOf } from '../kernel/define-node.js';
import { note, sendingActivity, sleepUntil, type Json } from '../kernel/effects.js';
import type { SendTextResult } from '../kernel/host.js';
import type { sendSms } from './manifest.js';

/** Asks until the text is sent or is not to be sent; whatever held it, all checks are made again each time. */
export const run: RunOf<typeof sendSms> = function* ({ config, enteredAtMs }) {
  for (;;) {
    const result: SendTextResult = yield* sendingActivity('send', {
      template: config.text,
      purpose: config.purpose,
      dropAfterMs: config.dropAfterMs,
      enteredAtMs,
      coupon: config.coupon,
      shortenLinks: config.shortenLinks,
      utmCampaign: config.utmCampaign,
      ...given({
        from: config.from,
        brand: config.brand,
        topic: config.topic,
        stillTrue: config.stillTrue,
        onlyIf: config.onlyIf,
        offerEndsAt: config.offerEndsAt,
        usefulForMs: config.usefulForMs,
      }),
    });
    if (result.outcome === 'sent') return 'sent';
    yield* note(result.reason);
    if (result.outcome === 'not-sent') return 'not-sent';
    yield* sleepUntil(result.untilMs);
  }
};

/** Without what is left out, so that a step asks as it did before there was more to say. */
const given = (options: { [name: string]: Json | undefined }): { [name: string]: Json } =>
  Object.fromEntries(
    Object.entries(options).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
