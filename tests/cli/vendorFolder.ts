import { cpSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { openKeystore } from '../../server/keys/keystore.ts';
import { mintSerials } from '../../server/licensing/administration/mintSerials.ts';
import { readCatalog } from '../../server/licensing/catalog.ts';
import type { ProductFolder } from '../../server/productFolder.ts';
import { openStore } from '../../server/store/store.ts';
import { createWriter } from '../../server/store/writer.ts';
import { openCeremony } from './keys/ceremony.ts';
import { emptyFolder, type Replaced, type Run, type Runner } from './tool.ts';

export const environment = { KEYFERRY_PASSPHRASE: 'a worthless passphrase' };

export type VendorFolder = ReturnType<typeof copyOf>;

/** A vendor's data folder with keys, created once because that is slow by design; every test gets a copy. */
export async function makeVendor(runner: Runner) {
  const ceremony = await openCeremony();
  const serialNumber = await sellSeat(ceremony.folder);
  return {
    serialNumber,
    rootFile: ceremony.rootFile,
    copy: () => copyOf(ceremony.folder.path, runner),
    close: () => ceremony.close(),
  };
}

/** @returns a serial number with one seat */
async function sellSeat(folder: ProductFolder): Promise<string> {
  const { pepper } = await openKeystore(folder.keystore, environment.KEYFERRY_PASSPHRASE);
  const store = await openStore(folder.store);
  const parts = { writer: createWriter(store), pepper, catalog: readCatalog(folder.catalog), now: () => new Date() };
  const [minted] = await mintSerials({ ...parts, actor: 'command-line' }, { licenseType: 'pro', seats: 1, count: 1 });
  await store.destroy();
  return minted?.serialNumber ?? '';
}

function copyOf(path: string, runner: Runner) {
  const folder = emptyFolder();
  cpSync(path, join(folder, '.keyferry'), { recursive: true });
  const run = (
    args: readonly string[],
    input = '',
    more: Record<string, string> = environment,
    replaced?: Replaced,
  ): Promise<Run> => runner(folder, args, input, more, replaced);
  return {
    at: (name: string) => join(folder, name),
    run,
    /** Runs a command that must succeed. @returns its output */
    async done(args: readonly string[], input = '', more: Record<string, string> = environment): Promise<string> {
      const { exitCode, stdout, stderr } = await run(args, input, more);
      if (exitCode !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
      return stdout.toString('utf8');
    },
    /** Runs a command that must be refused. @returns exit code, and the code of each line */
    async refused(
      args: readonly string[],
      input = '',
      more: Record<string, string> = environment,
      replaced?: Replaced,
    ) {
      const { exitCode, stderr } = await run(args, input, more, replaced);
      return [
        exitCode,
        ...stderr
          .trim()
          .split('\n')
          .map((line) => line.split(':')[0]),
      ];
    },
    /** Queries the store directly. */
    query<Row>(sql: string): Row[] {
      const database = new Database(join(folder, '.keyferry/store.sqlite'));
      try {
        return database.prepare(sql).all() as Row[];
      } finally {
        database.close();
      }
    },
    /** Modifies the store directly, which the product never does. */
    tamper(sql: string): void {
      const database = new Database(join(folder, '.keyferry/store.sqlite'));
      database.exec(sql);
      database.close();
    },
  };
}
