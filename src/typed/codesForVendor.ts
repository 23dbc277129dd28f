import { Refusal } from '../refusal.ts';
import { splitCode } from './code.ts';
import { checkKind, incompleteCode, mistypedAsAWhole } from './codeRefusals.ts';
import type { CodeKind } from './group.ts';
import { type InstallationCode, installationGroups, readInstallationCode } from './installationCode.ts';
import { readLongHeading } from './longCode.ts';
import { type ReturnCode, readReturnCode } from './returnCode.ts';
import { productCheck } from './vocabulary.ts';

/**
 * Reads what a person typed of a machine's installation code.
 *
 * @param text in any case, with separators or none
 * @param product id of the product that it must be for
 * @throws Refusal `code-of-another-kind` with `kind` and `expected`; `code-incomplete` with `missing`; `code-mistyped` with
 *   `groups`, none where only the whole is wrong; `code-version-unsupported`; `code-other-product` with `expected`
 */
export function readTypedInstallation(text: string, product: string): InstallationCode {
  const code = readTyped('installation', text, readInstallationCode, () => installationGroups);
  if (code.product !== productCheck(product)) throw new Refusal('code-other-product', { expected: product });
  return code;
}

/**
 * Reads what a person typed of a machine's return code.
 *
 * @param text in any case, with separators or none
 * @throws Refusal as {@link readTypedInstallation}, without `code-other-product`
 */
export function readTypedReturn(text: string): ReturnCode {
  const lengthOf = (first: string) => readLongHeading('return', first)?.groups ?? 1;
  return readTyped('return', text, readReturnCode, lengthOf);
}

function readTyped<Code extends object>(
  kind: CodeKind,
  text: string,
  read: (groups: readonly string[]) => Code | 'incomplete' | 'mistyped' | 'unsupported',
  lengthOf: (first: string) => number,
): Code {
  const groups = splitCode(text);
  const [first = ''] = groups;
  checkKind(kind, first);
  const code = read(groups);
  if (code === 'incomplete') throw incompleteCode(kind, groups, lengthOf(first));
  if (code === 'unsupported') throw new Refusal('code-version-unsupported');
  if (code === 'mistyped') throw mistypedAsAWhole();
  return code;
}
