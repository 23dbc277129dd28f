import { chooseSigner } from '../../server/keys/signingKeys.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { fileLimits } from '../../src/documents/fileLimits.ts';
import { readHealed } from '../../src/documents/heal/exactDocuments.ts';
import { documentsIn, onlyDocument } from '../../src/documents/incoming.ts';
import { exitCodes } from '../command.ts';
import { productFor, productOptions } from '../dataFolder.ts';
import { readAtMost } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument } from '../framework/parameters.ts';
import { file } from '../framework/valueTypes.ts';
import { openAuditTrail } from './keyset/auditTrail.ts';
import { draftOf } from './keyset/draft.ts';
import { installKeyset, readPinned } from './keyset/installKeyset.ts';
import { summaryOf } from './keyset/summary.ts';
import { keysetTexts } from './keyset/texts.ts';
import { passphraseSourceOf, unlockKeystore, withKeysLocked } from './keystore/openKeystore.ts';
import { keystorePassphraseNote } from './options.ts';

export const command = defineCommand({
  name: 'keys accept',
  summary: 'Install a keyset that was signed elsewhere.',
  description:
    'A pinned root key must have signed it, and it must match the pending draft in the data folder. The command ' +
    'also restores the newest keyset if keyset.xml was lost or replaced by an older one.',
  arguments: { keyset: argument({ value: 'KEYSET', type: file, help: 'Signed keyset' }) },
  options: productOptions,
  notes: keystorePassphraseNote,
  async run({ keyset: path, data, product }, environment) {
    const { variables, stdout } = environment;
    const document = onlyDocument(documentsIn(readAtMost(path, fileLimits.opened)), 'keyset');
    const folder = productFor({ data, product }, variables);
    return withKeysLocked(folder, async () => {
      const opened = await unlockKeystore(folder, passphraseSourceOf(environment), 'replace');
      const { file: content } = readHealed(document, (candidate) => readPinned(opened, candidate));
      const trail = await openAuditTrail(folder, variables);
      try {
        const now = environment.now();
        const keyset = await installKeyset(opened, content, trail, now);
        const signer = chooseSigner(opened.signers, keyset, now);
        stdout.write(summaryOf(draftOf(keyset)));
        stdout.write(keysetTexts.installed(keyset.version, keyset.epoch, signer ? keyIdOf(signer.publicKey) : ''));
      } finally {
        await trail?.close();
      }
      return exitCodes.success;
    });
  },
});
