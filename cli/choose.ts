import type { ListedCommand } from './command.ts';

/** What a command line asks for. */
export type Choice =
  | { readonly does: 'run'; readonly command: ListedCommand; readonly args: readonly string[] }
  | { readonly does: 'help'; readonly command: ListedCommand }
  /** @property group its first word; null: the whole tool */
  | { readonly does: 'list'; readonly group: string | null }
  | { readonly does: 'version' }
  | { readonly does: 'misuse'; readonly group: string | null; readonly word: string | null };

const helpWords = ['--help', '-h', 'help'];

/**
 * Finds the command that is meant.
 *
 * @param args the command line behind the tool's own name
 */
export function choose(commands: readonly ListedCommand[], args: readonly string[]): Choice {
  const [first, second] = args;
  if (first === undefined) return { does: 'misuse', group: null, word: null };
  if (helpWords.includes(first)) return { does: 'list', group: null };
  if (first === '--version' || first === '-V') return { does: 'version' };
  const named = commands.find(({ name }) => name.split(' ').every((word, at) => args[at] === word));
  if (named) {
    const rest = args.slice(named.name.split(' ').length);
    return asksForHelp(rest) ? { does: 'help', command: named } : { does: 'run', command: named, args: rest };
  }
  const isGroup = commands.some(({ name }) => name.startsWith(`${first} `));
  if (!isGroup) return { does: 'misuse', group: null, word: first };
  if (second !== undefined && helpWords.includes(second)) return { does: 'list', group: first };
  return { does: 'misuse', group: first, word: second ?? null };
}

/** Behind `--` stand file names only. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? args.length : end).some((word) => word === '--help' || word === '-h');
}
