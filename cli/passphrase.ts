import { passphraseIn } from '../server/configuration.ts';
import { ask } from './ask.ts';
import type { Streams } from './command.ts';
import { CommandError } from './errors.ts';
import { words } from './words.ts';

/** Characters of a new passphrase at least. */
const leastCharacters = 12;

export type PassphraseName = 'KEYFERRY_PASSPHRASE' | 'KEYFERRY_ROOT_PASSPHRASE';
/** A new one for a file that is there has a name of its own, beside the one that opens it. */
type NewPassphraseName = PassphraseName | 'KEYFERRY_NEW_PASSPHRASE';

/** Where passphrases come from: the environment, else the person at the terminal. Never the command line, which others see. */
export interface PassphraseSource {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly streams: Streams;
}

/**
 * The passphrase of a file that is there.
 *
 * @throws Trouble `passphrase-missing`; StartFault when two variables contradict each other
 */
export async function readPassphrase(name: PassphraseName, source: PassphraseSource): Promise<string> {
  return fromEnvironment(name, source) ?? ask(words.passphraseOf[name], source.streams, false);
}

/**
 * A passphrase for a file that is being made, asked for twice.
 *
 * @throws Trouble `passphrase-missing`, `passphrase-short`, `passphrases-differ`
 */
export async function choosePassphrase(name: NewPassphraseName, source: PassphraseSource): Promise<string> {
  const given = fromEnvironment(name, source);
  const chosen = given ?? (await ask(words.newPassphraseOf[name], source.streams, false));
  if ([...chosen].length < leastCharacters) throw new CommandError('passphrase-short', { least: leastCharacters });
  if (given === undefined && chosen !== (await ask(words.passphraseAgain, source.streams, false))) {
    throw new CommandError('passphrases-differ', {});
  }
  return chosen;
}

function fromEnvironment(name: NewPassphraseName, { environment, streams }: PassphraseSource): string | undefined {
  const given = passphraseIn(environment, name);
  if (given === undefined && !streams.stdin.isTTY) throw new CommandError('passphrase-missing', { variable: name });
  return given;
}
