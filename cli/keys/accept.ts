import { chooseSigner } from '../../server/keys/signingKeys.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { MAX_FILE_BYTES } from '../../src/documents/envelope.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { UsageError } from '../errors.ts';
import { readAtMost } from '../files.ts';
import { acceptHelp } from './help.ts';
import { openAuditTrail } from './keyset/auditTrail.ts';
import { draftOf } from './keyset/draft.ts';
import { installKeyset } from './keyset/installKeyset.ts';
import { summaryOf } from './keyset/summary.ts';
import { unlockKeystore, withKeysLocked } from './keystore/openKeystore.ts';
import { keyWords } from './words.ts';

export const keysAccept: Command = {
  help: acceptHelp,
  async run(args, streams) {
    const { values, positionals } = readArguments(args, { data: { type: 'string' } });
    const [path, another] = positionals;
    if (path === undefined || another !== undefined) throw new UsageError(keyWords.keysetNeeded);
    const file = readAtMost(path, MAX_FILE_BYTES);
    const source = { environment: process.env, streams };
    const folder = folderFor(values.data, process.env);
    return withKeysLocked(folder, async () => {
      const openedKeystore = await unlockKeystore(folder, source, 'replace');
      const trail = await openAuditTrail(folder, process.env);
      try {
        const now = new Date();
        const keyset = await installKeyset(openedKeystore, file, trail, now);
        const signer = chooseSigner(openedKeystore.signers, keyset, now);
        const signing = signer ? keyIdOf(signer.publicKey) : '';
        streams.stdout.write(summaryOf(draftOf(keyset)));
        streams.stdout.write(keyWords.installed(keyset.version, keyset.epoch, signing));
      } finally {
        await trail?.close();
      }
      return exitCodes.success;
    });
  },
};
