import type { HealedDocument } from '../../documents/heal/damage.ts';
import { type ReadFile, readHealed } from '../../documents/heal/exactDocuments.ts';
import { Refusal } from '../../refusal.ts';
import { bestLicense, type RankedLicense } from '../../verify/betterLicense.ts';
import {
  authenticateLicense,
  type IssuerContext,
  type MachineContext,
  type VerifiedLicense,
  verifyLicense,
} from '../../verify/license.ts';
import { refusalWeight } from '../../verify/licenseState.ts';

/**
 * Chooses this machine's license among those that arrived together: the best that verifies, in any order.
 *
 * @param documents at least one
 * @throws Refusal why the one that passed the most checks is refused, when all are
 */
export function chooseLicense(
  documents: readonly HealedDocument[],
  context: MachineContext,
): ReadFile<VerifiedLicense> {
  const { read, refusals } = readAll(documents, (candidate) => verifyLicense(candidate, context));
  const [first, ...others] = read.map(ranked);
  if (first) return bestLicense([first, ...others]).read;
  throw refusals.reduce((least, other) => (refusalWeight(other.code) > refusalWeight(least.code) ? other : least));
}

/**
 * Chooses what the command line tool verifies again.
 *
 * @returns the licenses that the vendor signed, canonical
 * @throws Refusal why the first of them is refused, when all are
 */
export function authenticFiles(documents: readonly HealedDocument[], issuer: IssuerContext): readonly Uint8Array[] {
  const { read, refusals } = readAll(documents, (candidate) => authenticateLicense(candidate, issuer));
  const [first] = refusals;
  if (read.length === 0 && first) throw first;
  return read.map(({ file }) => file);
}

interface Outcomes<Content> {
  readonly read: readonly ReadFile<Content>[];
  readonly refusals: readonly Refusal[];
}

function readAll<Content>(
  documents: readonly HealedDocument[],
  verify: (candidate: Uint8Array) => Content,
): Outcomes<Content> {
  const read: ReadFile<Content>[] = [];
  const refusals: Refusal[] = [];
  for (const document of documents) {
    try {
      read.push(readHealed(document, verify));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push(error);
    }
  }
  return { read, refusals };
}

function ranked(read: ReadFile<VerifiedLicense>): RankedLicense & { readonly read: ReadFile<VerifiedLicense> } {
  return { license: read.content, hasEnded: false, read };
}
