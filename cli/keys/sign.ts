import { readArguments } from '../arguments.ts';
import { ask } from '../ask.ts';
import { type Command, exitCodes, type Streams } from '../command.ts';
import { CommandError, UsageError } from '../errors.ts';
import { readAtMost, shown, writeFile } from '../files.ts';
import { signHelp } from './help.ts';
import { checkPhraseOf, type KeysetDraft, matchesCheckPhrase, maxDraftBytes, readDraft } from './keyset/draft.ts';
import { signDraft } from './keyset/signDraft.ts';
import { summaryOf } from './keyset/summary.ts';
import { openRootKey } from './keystore/rootKey.ts';
import { keyWords } from './words.ts';

/**
 * Where the root key is, perhaps on a computer without any network: shows what is to be signed, and signs it once the
 * person has compared the check phrase. This is the only place where a draft that was changed on the way is caught before
 * it becomes a keyset that machines would accept.
 */
export const keysSign: Command = {
  help: signHelp,
  async run(args, streams) {
    const { values, positionals } = readArguments(args, {
      root: { type: 'string' },
      check: { type: 'string' },
      output: { type: 'string', short: 'o' },
      force: { type: 'boolean' },
    });
    const [path, another] = positionals;
    if (path === undefined || another !== undefined) throw new UsageError(keyWords.draftNeeded);
    if (values.root === undefined) throw new UsageError(keyWords.rootNeeded);
    const draft = readDraft(readAtMost(path, maxDraftBytes), path);
    streams.stderr.write(`${summaryOf(draft)}${keyWords.checkPhrase(checkPhraseOf(draft))}`);
    await comparePhrase(draft, values.check, streams);
    const root = await openRootKey(values.root, draft.product, { environment: process.env, streams });
    const output = values.output ?? `keyset-${draft.version}.xml`;
    writeFile(output, await signDraft(draft, root, path), values.force ?? false);
    streams.stdout.write(keyWords.signed(shown(output)));
    return exitCodes.success;
  },
};

/** @throws Trouble `phrase-needed`, `phrase-other` */
async function comparePhrase(draft: KeysetDraft, given: string | undefined, streams: Streams): Promise<void> {
  if (given === undefined && !streams.stdin.isTTY) throw new CommandError('phrase-needed', {});
  const typed = given ?? (await ask(keyWords.typePhrase, streams, true));
  if (!matchesCheckPhrase(draft, typed)) throw new CommandError('phrase-other', { found: checkPhraseOf(draft) });
}
