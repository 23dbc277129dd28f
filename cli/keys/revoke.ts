import { reportKeys } from '../../server/keys/signingKeys.ts';
import { rules } from '../../src/documents/rules.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import { revokeHelp } from './help.ts';
import { makeKeyset } from './keyset/makeKeyset.ts';
import { readKeysetOptions } from './keyset/makingOptions.ts';
import { type OpenKeystore, unlockKeystore, withKeysLocked } from './keystore/openKeystore.ts';
import { openRootKey } from './keystore/rootKey.ts';
import { keyWords } from './words.ts';

export const keysRevoke: Command = {
  help: revokeHelp,
  async run(args, streams) {
    const options = readKeysetOptions(args, {
      license: { type: 'string', multiple: true },
      rotate: { type: 'boolean' },
      valid: { type: 'string' },
      overlap: { type: 'string' },
    });
    const { positionals: revokedKeys, rotate: newKey } = options;
    const revokedLicenses = options.lists.license ?? [];
    if (revokedKeys.length + revokedLicenses.length === 0) throw new UsageError(keyWords.nothingToRevoke);
    if (revokedLicenses.some((id) => rules.id128(id) !== true)) throw new UsageError(keyWords.licenseIdNeeded);
    const source = { environment: process.env, streams };
    const folder = folderFor(options.data, process.env);
    return withKeysLocked(folder, async () => {
      const openedKeystore = await unlockKeystore(folder, source);
      for (const keyId of revokedKeys) checkKnown(openedKeystore, keyId);
      const root = options.root === undefined ? null : await openRootKey(options.root, openedKeystore.product, source);
      await makeKeyset(openedKeystore, { ...options, root, newKey, revokedKeys, revokedLicenses }, streams.stdout);
      return exitCodes.success;
    });
  },
};

/** A mistyped id would revoke nothing, and look as if it had. */
function checkKnown({ signers, keyset }: OpenKeystore, keyId: string): void {
  if (reportKeys(signers, keyset, new Date()).some((key) => key.keyId === keyId)) return;
  throw new CommandError('key-not-listed', { keyId: shown(keyId) });
}
