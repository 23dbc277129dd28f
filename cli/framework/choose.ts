import type { CommandList, CommandTable } from './command.ts';

/** What a command line asks for. */
export type Choice =
  | { readonly does: 'run'; readonly name: string; readonly args: readonly string[] }
  | { readonly does: 'help'; readonly name: string }
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
export function choose({ commands }: Pick<CommandList, 'commands'>, args: readonly string[]): Choice {
  const [first, second] = args;
  if (first === undefined) return { does: 'misuse', group: null, word: null };
  if (helpWords.includes(first)) return helpAbout(commands, first === 'help' ? args.slice(1) : []);
  if (first === '--version' || first === '-V') return { does: 'version' };
  const name = commandIn(commands, args);
  if (name !== null) {
    const rest = args.slice(name.split(' ').length);
    return asksForHelp(rest) ? { does: 'help', name } : { does: 'run', name, args: rest };
  }
  if (!isGroup(commands, first)) return { does: 'misuse', group: null, word: first };
  if (second !== undefined && helpWords.includes(second)) return { does: 'list', group: first };
  return { does: 'misuse', group: first, word: second ?? null };
}

/** `help` with words behind it: `keyferry help qr encode`. */
function helpAbout(commands: CommandTable, args: readonly string[]): Choice {
  const [first] = args;
  if (first === undefined) return { does: 'list', group: null };
  const name = commandIn(commands, args);
  if (name !== null) return { does: 'help', name };
  return isGroup(commands, first) ? { does: 'list', group: first } : { does: 'misuse', group: null, word: first };
}

function commandIn(commands: CommandTable, args: readonly string[]): string | null {
  const named = Object.keys(commands).find((name) => name.split(' ').every((word, at) => args[at] === word));
  return named ?? null;
}

function isGroup(commands: CommandTable, word: string): boolean {
  return Object.keys(commands).some((name) => name.startsWith(`${word} `));
}

/** Behind `--` stand file names only. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? args.length : end).some((word) => word === '--help' || word === '-h');
}
