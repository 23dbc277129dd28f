import { reportKeys } from '../../server/keys/signingKeys.ts';
import { rules } from '../../src/documents/rules.ts';
import { exitCodes } from '../command.ts';
import { productFor, productOptions } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument, flag, option } from '../framework/parameters.ts';
import { parsed, text } from '../framework/valueTypes.ts';
import { makeKeyset } from './keyset/makeKeyset.ts';
import { type OpenKeystore, passphraseSourceOf, unlockKeystore, withKeysLocked } from './keystore/openKeystore.ts';
import { openRootKey } from './keystore/rootKey.ts';
import { overlapOption, passphraseNote, signingOptions, validOption } from './options.ts';

const licenseId = parsed('the id of a license: 22 characters, “LicenseID” in its file', (id) =>
  rules.id128(id) === true ? id : undefined,
);

export const command = defineCommand({
  name: 'keys revoke',
  summary: 'Revoke stolen keys, or licenses.',
  description:
    'Every license that a revoked key signed is refused, whenever it was issued, on each machine that receives ' +
    'the new keyset. A revocation cannot be undone.\n\n' +
    'After a theft, give --rotate to create a new signing key at the same time. Revoke a single license by its ' +
    'own id.',
  usage: ['keys revoke KEY... [--rotate] [OPTIONS]', 'keys revoke --license ID... [OPTIONS]'],
  arguments: { keys: argument({ value: 'KEY', type: text, presence: 'any', help: 'Id of a key to revoke' }) },
  options: {
    license: option({ value: 'ID', type: licenseId, repeatable: true, help: 'Id of a license to revoke' }),
    rotate: flag({ help: 'Also create a new signing key' }),
    ...signingOptions,
    ...validOption,
    ...overlapOption,
    ...productOptions,
  },
  notes: passphraseNote,
  async run({ keys: revokedKeys, license: revokedLicenses, rotate: newKey, ...given }, environment) {
    const { root: rootFile, output, valid, overlap, data, product } = given;
    if (revokedKeys.length + revokedLicenses.length === 0) throw new UsageError(texts.nothingToRevoke);
    const source = passphraseSourceOf(environment);
    const folder = productFor({ data, product }, environment.variables);
    return withKeysLocked(folder, async () => {
      const opened = await unlockKeystore(folder, source);
      for (const keyId of revokedKeys) refuseUnknown(opened, keyId, environment.now());
      const root = rootFile === undefined ? null : await openRootKey(rootFile, opened.product, source);
      const lifetimes = { valid, overlap };
      await makeKeyset(opened, { newKey, revokedKeys, revokedLicenses, lifetimes, root, output }, environment);
      return exitCodes.success;
    });
  },
});

const texts = { nothingToRevoke: 'Give the ids of keys to revoke, or --license ID.' } as const;

/** Revoking a mistyped id would have no effect and go unnoticed. */
function refuseUnknown({ signers, keyset }: OpenKeystore, keyId: string, now: Date): void {
  if (reportKeys(signers, keyset, now).some((key) => key.keyId === keyId)) return;
  throw new CommandError('key-not-listed', { keyId: shown(keyId) });
}
