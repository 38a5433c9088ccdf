/** Whose matter an error of the carrier is: nobody can change it, time may, or we can. */
export type Blame = 'permanent' | 'later' | 'ours';

export interface CarrierError {
  blame: Blame;
  /** For people, about one text. */
  reason: string;
  /** Nothing will ever reach the number. */
  marksUnreachable?: true;
  /** The number's owner said STOP to the carrier. */
  marksStopped?: true;
  /** Not this text alone: the account can send none for a while. */
  marksAccountEmpty?: true;
}

export const OUT_OF_CREDIT = 'The carrier account is out of credit';
/**
 * How long an account at fault is left alone. After error 900 every request fails for so long (Plivo's support pages,
 * seen 2026-11).
 */
export const ACCOUNT_PAUSE_MS = 120_000;

/**
 * Plivo's error codes. Source: its official table for 10 to 50, its blog's table (2017, updated 2025-04) beyond, and its
 * support pages for 420, 450, 451 and 900; seen 2026-11. Whose matter each is, is our reading.
 */
const ERRORS: Record<string, CarrierError> = {
  '10': { blame: 'ours', reason: 'The carrier found the text blank or too long' },
  '20': { blame: 'later', reason: 'The network was down for a while' },
  '30': { blame: 'ours', reason: 'The carrier took the text for spam' },
  '40': { blame: 'ours', reason: 'The sender is not one that may send texts' },
  '50': {
    blame: 'permanent',
    reason: 'The number does not exist, or is a landline',
    marksUnreachable: true,
  },
  '60': { blame: 'permanent', reason: 'The text went round in a circle' },
  '70': { blame: 'permanent', reason: 'The number is no longer in use', marksUnreachable: true },
  '80': { blame: 'later', reason: 'The phone was off or out of reach' },
  '90': { blame: 'later', reason: 'The carrier had no way to the number' },
  '100': { blame: 'permanent', reason: 'The network of the number does not let such texts in' },
  '110': { blame: 'ours', reason: 'The text was too long' },
  '120': { blame: 'ours', reason: 'The picture was too large' },
  '130': { blame: 'ours', reason: 'The picture could not be read' },
  '140': { blame: 'ours', reason: 'The picture could not be fetched' },
  '200': { blame: 'permanent', reason: 'They have said STOP to the carrier', marksStopped: true },
  '201': { blame: 'ours', reason: 'A toll-free number of the US can’t text Canada' },
  '420': { blame: 'later', reason: 'It waited too long in the carrier’s queue' },
  '450': { blame: 'ours', reason: 'The carrier account may not text this country' },
  '451': { blame: 'ours', reason: 'The carrier blocks this country for a while: too many texts in an hour' },
  '900': { blame: 'ours', reason: OUT_OF_CREDIT, marksAccountEmpty: true },
  '1000': { blame: 'later', reason: 'The carrier does not say why' },
};

/** What an error code means; one that is not known is taken for final, as trying again could repeat the harm. */
export const carrierError = (code: string | null): CarrierError => {
  const bare = (code ?? '').replace(/^0+(?=\d)/, '');
  const known = Object.hasOwn(ERRORS, bare) ? ERRORS[bare]! : null;
  return (
    known ?? {
      blame: 'permanent',
      reason: code ? `The carrier could not deliver it (error ${code})` : 'The carrier could not deliver it',
    }
  );
};

/** A reason's code in the ledger: `carrier-permanent`, `carrier-later`, `carrier-ours`. */
export const carrierReasonCode = ({ blame }: CarrierError): string => `carrier-${blame}`;
