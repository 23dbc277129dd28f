import { type DigestedMachine, machineDigest } from '../documents/byCode/machineDigest.ts';
import type { Keyset } from '../documents/keyset.ts';
import { Refusal } from '../refusal.ts';
import { checkKind, incompleteCode, mistypedAsAWhole } from './codeRefusals.ts';
import { keyHintOf, readConfirmationCode, readHeading } from './confirmationCode.ts';
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
 * @throws Refusal `code-of-another-kind` with `kind` and `expected`; `code-version-unsupported`; `code-other-machine`;
 *   `code-names-other`; `code-mistyped` with `groups`, the places of the wrong ones from 1, none where only the whole is wrong;
 *   `code-incomplete` with `missing`, the number of groups; `code-key-unknown` when the keyset lists no key that begins as the
 *   code's does
 */
export function licenseFromCode(groups: readonly string[], { machine, vocabulary, keyset }: CodeContext): Uint8Array {
  checkFirstGroup(groups, machine, vocabulary);
  const confirmed = readConfirmationCode(groups, vocabulary);
  if (confirmed === 'incomplete')
    throw incompleteCode('confirmation', groups, readHeading(groups[0] ?? '')?.groups ?? 1);
  if (confirmed === 'mistyped') throw mistypedAsAWhole();
  const isKnown = keyset.keys.some(({ keyId }) => keyHintOf(keyId) === confirmed.keyHint);
  if (!isKnown) throw new Refusal('code-key-unknown');
  const file = rebuildLicense(confirmed, machine, keyset.keys);
  if (!file) throw mistypedAsAWhole();
  return file;
}

/** Tells what the first group tells, before the others are looked at. */
function checkFirstGroup([first = '']: readonly string[], machine: DigestedMachine, vocabulary: Vocabulary): void {
  checkKind('confirmation', first);
  const heading = readHeading(first);
  if (!heading) return;
  if (!heading.isSupported) throw new Refusal('code-version-unsupported');
  if (heading.machine !== machineDigest(machine)[0]) throw new Refusal('code-other-machine');
  if (heading.vocabulary === 0 || heading.vocabulary === vocabularyCheck(vocabulary)) return;
  throw new Refusal('code-names-other');
}
