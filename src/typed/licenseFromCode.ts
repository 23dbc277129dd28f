import { type DigestedMachine, machineDigest } from '../documents/byCode/machineDigest.ts';
import type { Keyset } from '../documents/keyset.ts';
import { Refusal } from '../refusal.ts';
import { checkCode } from './code.ts';
import { readConfirmationCode, readHeading } from './confirmationCode.ts';
import type { CodeKind } from './group.ts';
import { rebuildLicense } from './signedLicense.ts';
import { type Vocabulary, vocabularyCheck } from './vocabulary.ts';

/** What a machine needs to take a confirmation code. */
export interface CodeContext {
  /** As in the request behind the installation code. */
  readonly machine: DigestedMachine;
  readonly vocabulary: Vocabulary;
  /** The newest that the machine holds. */
  readonly keyset: Keyset;
}

/**
 * Rebuilds the license that a typed code gives to this machine.
 *
 * @param groups as typed
 * @returns the file's exact bytes, for `verifyLicense`
 * @throws Refusal `code-of-another-kind` with `kind`; `code-version-unsupported`; `code-other-machine`; `code-names-other`;
 *   `code-mistyped` with `groups`, the places of the wrong ones from 1, none where only the whole is wrong; `code-incomplete`
 *   with `missing`, the number of groups
 */
export function licenseFromCode(groups: readonly string[], { machine, vocabulary, keyset }: CodeContext): Uint8Array {
  checkFirstGroup(groups, machine, vocabulary);
  const confirmed = readConfirmationCode(groups, vocabulary);
  if (confirmed === 'incomplete') throw incomplete('confirmation', groups, readHeading(groups[0] ?? '')?.groups ?? 1);
  const file = confirmed === 'mistyped' ? null : rebuildLicense(confirmed, machine, keyset.keys);
  if (!file) throw new Refusal('code-mistyped', { groups: [] });
  return file;
}

/** Tells what the first group tells, before the others are looked at. */
function checkFirstGroup([first = '']: readonly string[], machine: DigestedMachine, vocabulary: Vocabulary): void {
  const heading = readHeading(first);
  const other = heading ? undefined : kindOf(first);
  if (other && other !== 'confirmation') throw new Refusal('code-of-another-kind', { kind: other });
  if (!heading) return;
  if (!heading.isSupported) throw new Refusal('code-version-unsupported');
  if (heading.machine !== machineDigest(machine)[0]) throw new Refusal('code-other-machine');
  if (heading.vocabulary === 0 || heading.vocabulary === vocabularyCheck(vocabulary)) return;
  throw new Refusal('code-names-other');
}

/** @returns the kind of code whose first group this is; undefined when it is no first group */
function kindOf(first: string): CodeKind | undefined {
  const kinds = ['installation', 'confirmation', 'return'] as const;
  return kinds.find((kind) => checkCode(kind, [first]).data.length > 0);
}

/** @returns why a code cannot be read yet: groups that are wrong, or that are missing */
function incomplete(kind: CodeKind, groups: readonly string[], expected: number): Refusal {
  const checks = checkCode(kind, groups).groups;
  const wrong = [...checks.keys()].filter((at) => checks[at]?.status !== 'right').map((at) => `${at + 1}`);
  if (wrong.length > 0) return new Refusal('code-mistyped', { groups: wrong });
  return new Refusal('code-incomplete', { missing: expected - groups.length });
}
