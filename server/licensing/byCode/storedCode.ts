import { Refusal } from '../../../src/refusal.ts';

/** @returns the text under which the store keeps a confirmation code in the place of a license file */
export function storedCode(groups: readonly string[]): string {
  return groups.join(' ');
}

/** @returns groups of the confirmation code that a stored answer is; null when it is a license file */
export function codeIn(answer: string): string[] | null {
  return answer.startsWith('<') ? null : answer.split(' ');
}

/**
 * @returns bytes of the license file that a stored answer is
 * @throws Refusal `license-by-code`
 */
export function fileIn(answer: string): Uint8Array {
  if (codeIn(answer) !== null) throw new Refusal('license-by-code');
  return new TextEncoder().encode(answer);
}
