import { knowsProducts, variantFacts, type Database } from '@signalbox/store';
import type { BadAnswer } from '@signalbox/templates';

/** The variant that an offer is about, where a template asks for one and it was given. */
function variantIn(answers: object): string | null {
  const { offer } = answers as { offer?: { variantId?: unknown } };
  return typeof offer?.variantId === 'string' && offer.variantId !== '' ? offer.variantId : null;
}

/** A mistyped id would let a text go out however little there is: what nothing is known of stops nothing. */
export async function faultsOfProduct(database: Database, answers: object): Promise<BadAnswer[]> {
  const variantId = variantIn(answers);
  if (variantId === null || !(await knowsProducts(database))) return [];
  if (await variantFacts(database, { variantId })) return [];
  return [
    {
      path: 'offer.variantId',
      message: `No product of your shop has a variant with the id “${variantId}”. Look it up under Products and waitlists.`,
    },
  ];
}

export async function notesOnProduct(database: Database, answers: object): Promise<string[]> {
  const variantId = variantIn(answers);
  if (variantId === null || (await knowsProducts(database))) return [];
  return [
    `No products are known here yet, so nobody can see when “${variantId}” is nearly sold out: the texts go out all the same. Connect your shop’s catalogue under Integrations.`,
  ];
}
