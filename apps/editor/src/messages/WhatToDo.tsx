import type { MessageSummary } from '@signalbox/api/contract';
import { Link } from 'react-router';
import { said } from '../language/said.js';
import { t } from '../language/t.js';

/** Where something can be done about texts that were not sent for a reason. */
export function placeFor({
  reasonCode,
  contact,
  journey,
}: Pick<MessageSummary, 'reasonCode' | 'contact' | 'journey'>): { to: string; words: string } | null {
  switch (reasonCode) {
    case 'no-phone':
    case 'unreachable':
    case 'carrier-permanent':
    case 'no-consent':
      return contact && { to: `/people/${contact.id}`, words: t('Open the person') };
    case 'limit':
    case 'urgency-used-up':
    case 'spend-limit':
      return { to: '/settings/limits', words: t('See the limits') };
    case 'no-sender':
    case 'carrier-ours':
    case 'carrier-refused':
    case 'carrier-account':
      return { to: '/settings/sending', words: t('See senders and carrier') };
    case 'no-coupon':
    case 'coupon-waits':
      return { to: '/coupons', words: t('See the coupons') };
    case 'expired':
    case 'would-arrive-expired':
    case 'offer-over':
    case 'text-fault':
    case 'text-empty':
    case 'text-too-long':
    case 'no-end':
      return journey && { to: `/journeys/${journey.id}`, words: t('Open the journey') };
    default:
      return null;
  }
}

/** What somebody can do about one text that was not sent, and where. */
export function WhatToDo({ message }: { message: MessageSummary }) {
  const place = placeFor(message);
  if (!message.advice) return null;
  return (
    <>
      {said(message.advice)} {place && <Link to={place.to}>{place.words}</Link>}
    </>
  );
}
