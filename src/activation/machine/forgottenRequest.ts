import type { HealedDocument } from '../../documents/heal/damage.ts';
import { readHealed } from '../../documents/heal/exactDocuments.ts';
import { millisecondsOf } from '../../documents/instant.ts';
import { Refusal } from '../../refusal.ts';
import { authenticateLicense, type IssuerContext } from '../../verify/license.ts';
import type { Engine } from '../engine.ts';

/**
 * Tells a license for another computer from one whose request this browser has forgotten: with the browser's data, its
 * installation key is lost, too, so the license fits no more. A page sees no hardware to tell them apart for sure.
 *
 * @param refused why the licenses are refused
 * @returns `request-forgotten` where this browser has made no request, or has made its key after the license was issued;
 *   otherwise the same refusal
 */
export async function explainForgotten(
  { ports, state }: Engine,
  documents: readonly HealedDocument[],
  issuer: IssuerContext,
  refused: unknown,
): Promise<unknown> {
  if (ports.tool || !(refused instanceof Refusal)) return refused;
  if (refused.code === 'request-other') return new Refusal('request-forgotten');
  if (refused.code !== 'installation-other') return refused;
  if (state.value.machine.requestIds.length === 0) return new Refusal('request-forgotten');
  const madeAt = await ports.installation.madeAt();
  const isYounger = madeAt !== null && issuedAt(documents, issuer).some((at) => at < millisecondsOf(madeAt));
  return isYounger ? new Refusal('request-forgotten') : refused;
}

/** @returns when the vendor signed each authentic license, in milliseconds since 1970 */
function issuedAt(documents: readonly HealedDocument[], issuer: IssuerContext): readonly number[] {
  return documents.flatMap((document) => {
    try {
      const { content } = readHealed(document, (candidate) => authenticateLicense(candidate, issuer));
      return [millisecondsOf(content.issuedAt)];
    } catch (error) {
      if (error instanceof Refusal) return [];
      throw error;
    }
  });
}
