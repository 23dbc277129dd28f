import { chooseCandidate } from '../documents/heal/choose.ts';
import type { HealedDocument } from '../documents/heal/damage.ts';
import { millisecondsOf, toInstant } from '../documents/instant.ts';
import { Refusal, type RefusalCode, type RefusalDetails } from '../refusal.ts';
import { bestLicense, type RankedLicense } from './betterLicense.ts';
import { judgeTime, type KnownTime } from './lastSeen.ts';
import { authenticateLicense, type MachineContext, type VerifiedLicense, verifyLicense } from './license.ts';
import { termOf } from './term.ts';

const DAY = 24 * 60 * 60 * 1000;

/** The state of a license, by which a product decides what to do. */
export type LicenseState =
  /** `renewalDue`: the vendor asks for a renewal; the license stays valid. */
  | { readonly state: 'active'; readonly license: VerifiedLicense; readonly renewalDue: boolean }
  /** It ends soon, at `stopDate`. `daysLeft`: days, rounded up. */
  | {
      readonly state: 'expires-soon';
      readonly license: VerifiedLicense;
      readonly stopDate: string;
      readonly daysLeft: number;
    }
  /** It has ended; the product may run until `graceUntil`. */
  | {
      readonly state: 'grace';
      readonly license: VerifiedLicense;
      readonly stopDate: string;
      readonly graceUntil: string;
    }
  /**
   * The license is valid, but the clock shows `now`, earlier than `floor`, an instant that has certainly passed. The product
   * decides what to do. Correcting the clock ends this state, and so does a document signed later.
   */
  | {
      readonly state: 'clock-suspect';
      readonly license: VerifiedLicense;
      readonly floor: string;
      readonly now: string;
    }
  | { readonly state: 'refused'; readonly code: RefusalCode; readonly details: RefusalDetails };

export interface StateContext extends MachineContext {
  /** Instant at which the product was built. */
  readonly built?: string | undefined;
  readonly lastSeen: KnownTime['lastSeen'];
  /** Ids of licenses that this machine has returned. */
  readonly returned?: readonly string[];
  /** Days before its end from which a license expires soon; 30 by default. */
  readonly warnDays?: number;
  /** Days after its end for which the product may run; 0 by default. */
  readonly graceDays?: number;
}

/** A license file and its state. */
export interface JudgedFile {
  /** Exact bytes. */
  readonly file: Uint8Array;
  readonly state: LicenseState;
}

/**
 * Determines the state of the license for this machine, now, among several. Where the clock is suspect, the latest instant
 * that has certainly passed counts instead, so that setting the clock back revives no license.
 *
 * @param documents at least one
 * @returns the best of those that are not refused, by the rule of `bestLicense`. When all are refused: the one that passed
 *   the most checks, the first of several such, with every code of `chooseCandidate` and `verifyLicense`
 */
export function judgeLicenses(
  documents: readonly [HealedDocument, ...HealedDocument[]],
  context: StateContext,
): JudgedFile {
  const all = documents.map((document) => judgeDocument(document, context));
  const [first, ...others] = all.filter((judged) => 'license' in judged);
  if (!first) return leastRefused(all);
  const { file, state } = bestLicense([first, ...others]);
  return { file, state };
}

/** What says more about a file with documents of a whole room comes later: the last checks are of this machine's own. */
const telling: readonly RefusalCode[] = [
  'license-returned',
  'request-other',
  'license-not-yet-valid',
  'license-expired',
];

function leastRefused(all: readonly (JudgedFile | AcceptedFile)[]): JudgedFile {
  const weightOf = ({ state }: JudgedFile) => (state.state === 'refused' ? refusalWeight(state.code) : 0);
  return all.reduce((least, other) => (weightOf(other) > weightOf(least) ? other : least));
}

/** @returns how much a refusal says about a file of several documents: the greatest is the one to show */
export function refusalWeight(code: RefusalCode): number {
  return code === 'document-type-wrong' ? -2 : telling.indexOf(code);
}

/** A license that is not refused. */
interface AcceptedFile extends JudgedFile, RankedLicense {}

/** Judges a license that may have been damaged on its way: its signature decides which candidate it was. */
function judgeDocument(document: HealedDocument, context: StateContext): JudgedFile | AcceptedFile {
  try {
    return chooseCandidate(document, (file) => ({ file, ...judge(file, context) }));
  } catch (error) {
    const [file = new Uint8Array()] = document.candidates;
    if (error instanceof Refusal)
      return { file, state: { state: 'refused', code: error.code, details: error.details } };
    throw error;
  }
}

function judge(file: Uint8Array, context: StateContext): Omit<AcceptedFile, 'file'> {
  const { issuedAt } = authenticateLicense(file, context);
  const known = { built: context.built, signed: [issuedAt, context.keyset.issuedAt], lastSeen: context.lastSeen };
  const clock = judgeTime(context.now, known);
  const now = clock.status === 'set-back' ? new Date(millisecondsOf(clock.floor)) : context.now;
  const verdict = verifyWithGrace(file, { ...context, now }, context.graceDays ?? 0);
  const { license, graceUntil } = verdict;
  const state: LicenseState =
    clock.status === 'set-back'
      ? { state: 'clock-suspect', license, floor: clock.floor, now: clock.now }
      : stateOf(verdict, now, context.warnDays);
  return { state, license, hasEnded: graceUntil !== null };
}

function stateOf({ license, graceUntil }: Verdict, now: Date, warnDays: number | undefined): LicenseState {
  const { stopDate } = license;
  if (stopDate !== undefined && graceUntil !== null) return { state: 'grace', license, stopDate, graceUntil };
  const term = termOf(license, now, warnDays);
  if (term.term === 'ending')
    return { state: 'expires-soon', license, stopDate: term.stopDate, daysLeft: term.daysLeft };
  return { state: 'active', license, renewalDue: term.term === 'renewal-due' };
}

interface Verdict {
  readonly license: VerifiedLicense;
  /** Instant; null while the license has not ended. */
  readonly graceUntil: string | null;
}

function verifyWithGrace(file: Uint8Array, context: MachineContext, graceDays: number): Verdict {
  try {
    return { license: verifyLicense(file, context), graceUntil: null };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'license-expired') throw error;
    const end = millisecondsOf(String(error.details.stopDate));
    const until = end + graceDays * DAY;
    if (context.now.getTime() >= until) throw error;
    // The end is checked last, so that everything else is valid.
    const license = verifyLicense(file, { ...context, now: new Date(end - 1) });
    return { license, graceUntil: toInstant(new Date(until)) };
  }
}
