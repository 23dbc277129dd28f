import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Service, type ServiceProgram, startService } from './service.ts';

/** Starts the service of a vendor with two products: the demonstration's, and Nova with keys of its own. */
export function startServiceOfTwo(): Promise<Service> {
  return startService({ prepare: addNova });
}

function addNova(dataFolder: string, address: string): ServiceProgram {
  const profile = join(dataFolder, 'products', 'orrery', 'vendor.json');
  writeFileSync(profile, JSON.stringify({ ...JSON.parse(readFileSync(profile, 'utf8')), serviceUrl: address }));
  const environment = {
    KEYFERRY_DATA: dataFolder,
    KEYFERRY_PASSPHRASE_FILE: join(dataFolder, 'passphrase.txt'),
    KEYFERRY_ROOT_PASSPHRASE: 'a passphrase of the root key',
  };
  const keyferry = (...words: readonly string[]) =>
    execFileSync(process.execPath, ['dist/cli/keyferry.js', ...words], { env: { ...process.env, ...environment } });
  const root = join(dirname(dataFolder), 'nova-root');
  keyferry('keys', 'root', root, '--product', 'nova');
  const types = ['site,name=Site,serial=none', 'team,name=Team'].flatMap((type) => ['--type', type]);
  keyferry('products', 'add', '--product', 'nova', '--name', 'Nova', '--version', '2.0', ...types, '--root', root);
  return { command: ['dist/cli/keyferry.js', 'serve'], environment };
}
