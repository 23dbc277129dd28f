import { systemCode } from '../../files/systemCode.ts';
import { databaseUrlIn } from '../../server/configuration.ts';
import { isThere } from '../../server/dataFolder.ts';
import { backUpSqlite } from '../../server/store/backup.ts';
import { exitCodes } from '../command.ts';
import { dataOption, folderFor } from '../dataFolder.ts';
import { CommandError } from '../errors.ts';
import { shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument } from '../framework/parameters.ts';
import { file } from '../framework/valueTypes.ts';

export const command = defineCommand({
  name: 'backup',
  summary: 'Back up the store into one file, while the service runs.',
  description: `The backup holds the store of the data folder as it is when the command starts. Only you can read it. Back up a store in PostgreSQL with pg_dump.`,
  arguments: { target: argument({ value: 'FILE', type: file, help: 'Backup to create; must not exist' }) },
  options: dataOption,
  notes: `Keep keystore.json, keyset.xml, catalog.json and vendor.json as well: without the keystore, no serial number in the store can be recognized. docs/operations.md explains how to restore a backup.`,
  examples: [{ does: 'Back up the store', line: 'backup store-2026-01-31.sqlite' }],
  async run({ target, data }, { stdout, variables }) {
    if (databaseUrlIn(variables) !== undefined) throw new CommandError('store-elsewhere', {});
    const { store } = folderFor(data, variables);
    if (!isThere(store)) throw new CommandError('store-missing', { path: shown(store) });
    copy(store, target);
    stdout.write(`Wrote ${shown(target)}, the store as of the command’s start.\n`);
    return exitCodes.success;
  },
});

/** @throws CommandError `backup-exists`, `file-unwritable` */
function copy(store: string, target: string): void {
  try {
    backUpSqlite(store, target);
  } catch (error) {
    const reason = systemCode(error);
    if (reason === 'EEXIST') throw new CommandError('backup-exists', { path: shown(target) });
    if (reason !== null) throw new CommandError('file-unwritable', { path: shown(target), reason });
    throw error;
  }
}
