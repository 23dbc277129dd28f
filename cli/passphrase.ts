import { passphraseIn } from '../server/keys/passphrase.ts';
import { ask } from './ask.ts';
import type { Streams } from './command.ts';
import { CommandError } from './errors.ts';

/** Characters of a new passphrase, at least. */
const leastCharacters = 12;

export type PassphraseName = 'KEYFERRY_PASSPHRASE' | 'KEYFERRY_ROOT_PASSPHRASE';
/** The variable of a new passphrase differs from the one that opens the file. */
type NewPassphraseName = PassphraseName | 'KEYFERRY_NEW_PASSPHRASE';

const questions: Readonly<Record<PassphraseName, string>> = {
  KEYFERRY_PASSPHRASE: 'Passphrase of the keystore: ',
  KEYFERRY_ROOT_PASSPHRASE: 'Passphrase of the root key: ',
};
const newQuestions: Readonly<Record<NewPassphraseName, string>> = {
  KEYFERRY_PASSPHRASE: 'New passphrase for the keystore: ',
  KEYFERRY_ROOT_PASSPHRASE: 'New passphrase for the root key: ',
  KEYFERRY_NEW_PASSPHRASE: 'New passphrase: ',
};
const repeatQuestion = 'Repeat the passphrase: ';

/** Where passphrases come from: the environment, else the terminal. Never the arguments, which other users can see. */
export interface PassphraseSource {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly streams: Streams;
}

/**
 * Reads the passphrase of an existing file.
 *
 * @throws CommandError `passphrase-missing`, `passphrase-empty`; ConfigurationError when two variables contradict each other
 */
export async function readPassphrase(name: PassphraseName, source: PassphraseSource): Promise<string> {
  const given = fromEnvironment(name, source) ?? (await ask(questions[name], source.streams, false));
  if (given === '') throw new CommandError('passphrase-empty', {});
  return given;
}

/**
 * Reads a passphrase for a new file; at the terminal twice.
 *
 * @throws CommandError `passphrase-missing`, `passphrase-short`, `passphrases-differ`
 */
export async function choosePassphrase(name: NewPassphraseName, source: PassphraseSource): Promise<string> {
  const given = fromEnvironment(name, source);
  const chosen = given ?? (await ask(newQuestions[name], source.streams, false));
  if ([...chosen].length < leastCharacters) throw new CommandError('passphrase-short', { least: leastCharacters });
  if (given === undefined && chosen !== (await ask(repeatQuestion, source.streams, false))) {
    throw new CommandError('passphrases-differ', {});
  }
  return chosen;
}

function fromEnvironment(name: NewPassphraseName, { environment, streams }: PassphraseSource): string | undefined {
  const given = passphraseIn(environment, name);
  if (given === undefined && !streams.stdin.isTTY) throw new CommandError('passphrase-missing', { variable: name });
  return given;
}
