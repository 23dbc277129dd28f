import { retype, type ScannedKind } from '../documents/keyboard/retype.ts';
import { splitCode } from './code.ts';
import { type CodeKind, checkGroup } from './group.ts';
import { installationGroups, readInstallationCode } from './installationCode.ts';
import { readLongHeading } from './longCode.ts';

const kinds: readonly CodeKind[] = ['installation', 'confirmation', 'return'];

/** A whole typed code of any kind: all of its groups are there, and right. */
export const scannedCode: ScannedKind = {
  alphabet: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-',
  read(text) {
    const groups = splitCode(text);
    const kind = kinds.find((one) => groups.length === lengthOf(one, groups));
    return kind ? rightGroups(kind, groups) : null;
  },
  // Nothing of a code gets lost on another keyboard: what is wrong with it, its groups tell.
  resembles: () => false,
};

/**
 * @param text as a scanner or a person typed it
 * @returns the code as it was meant, where it was typed for another keyboard; else the same text
 */
export function codeInAnyLayout(text: string): string {
  if (scannedCode.read(text) !== null) return text;
  const retyped = retype(text, scannedCode);
  return retyped?.status === 'read' ? retyped.text : text;
}

/** @returns the code, canonical; null at the first group that is not right */
function rightGroups(kind: CodeKind, groups: readonly string[]): string | null {
  const right: string[] = [];
  for (const [place, group] of groups.entries()) {
    const check = checkGroup(kind, place, group);
    if (check.status !== 'right') return null;
    right.push(check.text);
  }
  return right.join(' ');
}

/** Fewer groups than the shortest code has would be right by chance. */
function lengthOf(kind: CodeKind, groups: readonly string[]): number | undefined {
  if (kind === 'installation') return isInstallation(groups) ? installationGroups : undefined;
  const count = readLongHeading(kind, groups[0] ?? '')?.groups;
  return count !== undefined && count > installationGroups ? count : undefined;
}

function isInstallation(groups: readonly string[]): boolean {
  return groups.length === installationGroups && typeof readInstallationCode(groups) === 'object';
}
