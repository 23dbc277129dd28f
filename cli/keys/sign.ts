import { ask } from '../ask.ts';
import { exitCodes, type Streams } from '../command.ts';
import { CommandError } from '../errors.ts';
import { readAtMost, shown, writeFile } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument, flag, option } from '../framework/parameters.ts';
import { file, text } from '../framework/valueTypes.ts';
import { checkPhraseOf, type KeysetDraft, matchesCheckPhrase, maxDraftBytes, readDraft } from './keyset/draft.ts';
import { signDraft } from './keyset/signDraft.ts';
import { summaryOf } from './keyset/summary.ts';
import { passphraseSourceOf } from './keystore/openKeystore.ts';
import { openRootKey } from './keystore/rootKey.ts';
import { rootPassphraseNote } from './options.ts';

/** Signs a draft. Comparing the check phrase here is what detects a draft that was changed on the way. */
export const command = defineCommand({
  name: 'keys sign',
  summary: 'Sign a keyset draft with the root key.',
  description:
    'Needs no network and no data folder. It shows the draft and its check phrase. Compare the check phrase with ' +
    'the one on the computer that wrote the draft: machines trust what you sign here.',
  arguments: { draft: argument({ value: 'DRAFT', type: file, help: 'Draft to sign' }) },
  options: {
    root: option({ value: 'FILE', type: file, required: true, help: 'Root key' }),
    check: option({
      ...{ value: 'PHRASE', type: text, defaultText: 'asked for' },
      help: 'Check phrase that the other computer shows',
    }),
    output: option({
      ...{ short: 'o', value: 'FILE', type: file, defaultText: 'keyset-VERSION.xml' },
      help: 'File to write the keyset to',
    }),
    force: flag({ help: 'Replace an existing file' }),
  },
  notes: rootPassphraseNote,
  async run({ draft: path, root: rootFile, check, output, force }, environment) {
    const draft = readDraft(readAtMost(path, maxDraftBytes), path);
    environment.stderr.write(`${summaryOf(draft)}${texts.checkPhrase(checkPhraseOf(draft))}`);
    await comparePhrase(draft, check, environment);
    const root = await openRootKey(rootFile, draft.product, passphraseSourceOf(environment));
    const keysetFile = output ?? `keyset-${draft.version}.xml`;
    writeFile(keysetFile, await signDraft(draft, root, path), force);
    environment.stdout.write(texts.signed(shown(keysetFile)));
    return exitCodes.success;
  },
});

const texts = {
  checkPhrase: (phrase: string) => `\nCheck phrase: ${phrase}\n\n`,
  typePhrase: 'Type the check phrase that the other computer shows: ',
  signed: (path: string) =>
    `Signed: ${path}
Next: carry it to the service’s computer, and run there: keyferry keys accept ${path}
`,
} as const;

/** @throws CommandError `phrase-needed`, `phrase-other` */
async function comparePhrase(draft: KeysetDraft, given: string | undefined, streams: Streams): Promise<void> {
  if (given === undefined && !streams.stdin.isTTY) throw new CommandError('phrase-needed', {});
  const typed = given ?? (await ask(texts.typePhrase, streams, true));
  if (!matchesCheckPhrase(draft, typed)) throw new CommandError('phrase-other', { found: checkPhraseOf(draft) });
}
