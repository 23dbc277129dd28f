/** Longest head of a line that is looked at, in characters. */
const longestHead = 80;
/** Fewer lines begin alike by chance. */
const fewestLines = 3;
/** 1 MiB in lines of 26 characters. */
const mostLines = 40_000;

/**
 * Removes what all lines of a passage begin with: line numbers, comment or diff marks, a chat's time and name. Numbers count
 * as alike, whatever they are, and so do runs of white space.
 *
 * @returns null when no passage with a tag has such heads, beyond white space and quotation marks
 */
export function stripCommonHeads(text: string): string | null {
  if (!text.includes('<')) return null;
  const lines = text.split('\n');
  if (lines.length > mostLines) return null;
  let isChanged = false;
  for (let from = 0; from < lines.length; ) {
    const { to, head } = passageFrom(lines, from);
    const passage = lines.slice(from, to);
    const isCommon = /[^\s>|]/.test(head) && passage.filter(Boolean).length >= fewestLines;
    if (isCommon && passage.some((line) => line.includes('<'))) {
      isChanged = true;
      for (const [at, line] of passage.entries()) lines[from + at] = line.slice(lengthLike(line, head));
    }
    from = to;
  }
  return isChanged ? lines.join('\n') : null;
}

/** The longest run of lines from one on that have a head in common. Empty lines do not count. */
function passageFrom(lines: readonly string[], from: number): { readonly to: number; readonly head: string } {
  let head = headOf(lines[from] ?? '');
  let to = from + 1;
  for (; to < lines.length && head !== ''; to++) {
    const line = lines[to] ?? '';
    if (line.trim() === '') continue;
    const common = commonHead(head, headOf(line));
    if (common === '') break;
    head = common;
  }
  return { to: head === '' ? from + 1 : to, head };
}

/** The beginning of a line up to its first tag or value, with numbers and white space made alike. */
function headOf(line: string): string {
  let head = '';
  let last = '';
  for (let at = 0; at < line.length && at < longestHead; at++) {
    const character = line[at] ?? '';
    if (HEAD_ENDS.has(character)) break;
    const alike = alikeOf(character);
    if (alike !== last || (alike !== '0' && alike !== ' ')) head += alike;
    last = alike;
  }
  return head.startsWith(' 0') ? head.slice(1) : head;
}

const HEAD_ENDS: ReadonlySet<string> = new Set('<&"\'=%');

function alikeOf(character: string): string {
  if (character >= '0' && character <= '9') return '0';
  return /\s/.test(character) ? ' ' : character;
}

function commonHead(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}

/** @returns how many characters of a line a head stands for */
function lengthLike(line: string, head: string): number {
  let at = head.startsWith('0') ? line.length - line.trimStart().length : 0;
  for (const character of head) {
    const isMember = character === '0' ? /[0-9]/ : character === ' ' ? /\s/ : null;
    if (!isMember) at++;
    else while (isMember.test(line[at] ?? '')) at++;
  }
  return Math.min(at, line.length);
}
