import { checkCode, splitCode } from '../../src/typed/code.ts';
import type { CodeKind, GroupCheck } from '../../src/typed/group.ts';
import { installationGroups } from '../../src/typed/installationCode.ts';
import { readLongHeading } from '../../src/typed/longCode.ts';
import { codeInAnyLayout } from '../../src/typed/scannedCode.ts';
import { ask } from '../ask.ts';
import type { Streams } from '../command.ts';
import { readInput } from '../vendor/readInput.ts';

const longestInput = 10_000;

/**
 * Reads a typed code: as given, from standard input, or group by group at a terminal, which asks again for each that
 * is wrong. A hand scanner may type a whole code at once, also for another keyboard than the computer has.
 *
 * @param code as given for `--code`
 * @returns groups
 */
export async function readCode(kind: CodeKind, code: string, streams: Streams): Promise<string[]> {
  if (code !== '-') return splitCode(codeInAnyLayout(code));
  if (streams.stdin.isTTY) return askForGroups(kind, streams);
  return splitCode(codeInAnyLayout(new TextDecoder().decode(await readInput('-', longestInput, streams))));
}

/** @returns how many groups a code has; undefined while its first group does not tell */
function groupsIn(kind: CodeKind, [first = '']: readonly string[]): number | undefined {
  return kind === 'installation' ? installationGroups : readLongHeading(kind, first)?.groups;
}

async function askForGroups(kind: CodeKind, streams: Streams): Promise<string[]> {
  let groups: string[] = [];
  for (;;) {
    const count = groupsIn(kind, groups);
    if (count !== undefined && groups.length >= count) return groups;
    const typed = splitCode(codeInAnyLayout(await ask(texts.group(groups.length + 1, count), streams, true)));
    if (typed.length === 0) continue;
    const all = [...groups, ...typed];
    const checks = checkCode(kind, all).groups;
    const place = checks.findIndex(({ status }) => status !== 'right');
    const wrong = checks[place];
    groups = wrong ? all.slice(0, place) : all;
    if (wrong) streams.stderr.write(`${texts.wrong(place + 1, wrong)}\n`);
  }
}

const texts = {
  group: (place: number, count: number | undefined) => `Group ${place}${count === undefined ? '' : ` of ${count}`}: `,
  wrong(place: number, check: GroupCheck): string {
    const wrong = `Group ${place} is not right.`;
    if (check.status === 'incomplete') return `${wrong} A group has six characters; ${check.missing} are missing.`;
    if (check.status !== 'wrong') return wrong;
    if (check.fits === 'later') return `${wrong} It belongs one place later: was a group left out before it?`;
    if (check.fits === 'earlier') return `${wrong} It belongs one place earlier: was a group typed twice?`;
    if (check.isOtherKeyboard)
      return `${wrong} On another keyboard, Y and Z are swapped. Do you mean ${check.suggestion}?`;
    return check.suggestion === null ? `${wrong} Type it again.` : `${wrong} Do you mean ${check.suggestion}?`;
  },
} as const;
