import { databaseUrlIn } from '../../../server/configuration.ts';
import { ConfigurationError } from '../../../server/configurationError.ts';
import { type DataFolder, isThere } from '../../../server/dataFolder.ts';
import { openStore } from '../../../server/store/store.ts';
import { createWriter } from '../../../server/store/writer.ts';
import type { KeysetFields } from '../../../src/documents/keyset.ts';

/** Records changes of the keys in the store's audit trail. */
export interface AuditTrail {
  recordInstalled(keyset: KeysetFields, at: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the audit trail of the store that the service uses.
 *
 * @param variables environment variables
 * @returns null if there is no store yet
 * @throws ConfigurationError if the store cannot be opened: no change may go unrecorded
 */
export async function openAuditTrail(
  folder: DataFolder,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<AuditTrail | null> {
  const url = databaseUrlIn(variables);
  if (url === undefined && !isThere(folder.store)) return null;
  const store = await openStore(url ?? folder.store).catch((error) => {
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError(
      `The store (${url === undefined ? folder.store : 'DATABASE_URL'}) cannot be opened, so the change cannot be recorded in the audit trail. Start the database, or correct DATABASE_URL.`,
    );
  });
  const writer = createWriter(store);
  return {
    recordInstalled: (keyset, at) => writer.write(async ({ record }) => record(eventOf(keyset, at))),
    close: () => store.destroy(),
  };
}

/** Holds ids only, no keys. */
function eventOf({ product, version, epoch, rootKeyId, keys, revokedKeys, revokedLicenses }: KeysetFields, at: string) {
  return {
    at,
    event: 'keyset-installed',
    actor: 'command-line',
    facts: {
      product,
      version,
      epoch,
      rootKey: rootKeyId,
      keys: keys.map(({ keyId }) => keyId).join(' '),
      revokedKeys: revokedKeys.join(' '),
      revokedLicenses: revokedLicenses.length,
    },
  } as const;
}
