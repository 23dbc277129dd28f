import { existsSync } from 'node:fs';
import { systemCode } from '../../hardware/systemCode.ts';
import { databaseUrlIn } from '../../server/configuration.ts';
import { backUpSqlite } from '../../server/store/backup.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import { words } from '../words.ts';

/** Copies the store while the service runs. PostgreSQL has programs of its own for that, which do it better. */
export const backup: Command = {
  help: `Usage: keyferry backup FILE [--data FOLDER]

Copies the store of the data folder, as it is at this moment, into one complete file. The service may run meanwhile.
FILE must not be there yet; it is legible to its owner only. A store in PostgreSQL is backed up with pg_dump.

Keep keystore.json, keyset.xml, catalog.json and vendor.json as well: without the keystore no serial number in the store
can be recognized. docs/operations.md tells how to restore.

Options:
  --data FOLDER  the data folder; else KEYFERRY_DATA, else .keyferry
`,
  async run(args, { stdout }) {
    const { values, positionals } = readArguments(args, { data: { type: 'string' } });
    const [target, ...others] = positionals;
    if (target === undefined || others.length > 0) throw new UsageError(words.fileNeeded);
    if (databaseUrlIn(process.env) !== undefined) {
      throw new CommandError('store-elsewhere', {});
    }
    const { store } = folderFor(values.data, process.env);
    if (!existsSync(store)) throw new CommandError('store-missing', { path: shown(store) });
    copy(store, target);
    stdout.write(words.backedUp(shown(target)));
    return exitCodes.success;
  },
};

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
