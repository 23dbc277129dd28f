import { existsSync } from 'node:fs';
import { databaseUrlIn } from '../../../server/configuration.ts';
import { ConfigurationError } from '../../../server/configurationError.ts';
import type { DataFolder } from '../../../server/dataFolder.ts';
import { openStore } from '../../../server/store/store.ts';
import { createWriter } from '../../../server/store/writer.ts';
import type { KeysetFields } from '../../../src/documents/keyset.ts';

/** Where changes of the keys are noted, when there is such a place. */
export interface AuditTrail {
  recordInstalled(keyset: KeysetFields, at: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the audit trail of the store that the service uses. A vendor who has not started one yet has none.
 *
 * @throws StartFault when there is a store and it cannot be opened: nothing may change then without being noted
 */
export async function openAuditTrail(folder: DataFolder, environment: NodeJS.ProcessEnv): Promise<AuditTrail | null> {
  const url = databaseUrlIn(environment);
  if (url === undefined && !existsSync(folder.store)) return null;
  const store = await openStore(url ?? folder.store).catch((error) => {
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError(
      `The store (${url === undefined ? folder.store : 'DATABASE_URL'}) cannot be opened, and the change would not be noted in its audit trail. Start it, or correct DATABASE_URL.`,
    );
  });
  const writer = createWriter(store);
  return {
    recordInstalled: (keyset, at) => writer.write(async ({ record }) => record(eventOf(keyset, at))),
    close: () => store.destroy(),
  };
}

/** Ids only, no key. */
function eventOf({ version, epoch, rootKeyId, keys, revokedKeys, revokedLicenses }: KeysetFields, at: string) {
  return {
    at,
    event: 'keyset-installed',
    actor: 'command-line',
    facts: {
      version,
      epoch,
      rootKey: rootKeyId,
      keys: keys.map(({ keyId }) => keyId).join(' '),
      revokedKeys: revokedKeys.join(' '),
      revokedLicenses: revokedLicenses.length,
    },
  } as const;
}
