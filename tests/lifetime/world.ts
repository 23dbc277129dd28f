import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createMachineSession } from '../../cli/machine/wizard/session.ts';
import { readInstalled } from '../../installed/readInstalled.ts';
import { dataFolderAt } from '../../server/dataFolder.ts';
import { readCatalog } from '../../server/licensing/catalog.ts';
import { byProduct } from '../../server/licensing/products.ts';
import { createReturns } from '../../server/licensing/returns.ts';
import { productFolderAt } from '../../server/productFolder.ts';
import { openStore } from '../../server/store/store.ts';
import { createWriter } from '../../server/store/writer.ts';
import { identifyMachine } from '../../src/machine/identity.ts';
import { readProfile } from '../../src/vendor/profile.ts';
import { environment as secrets } from '../cli/keys/ceremony.ts';
import { workbench } from '../cli/machine/workbench.ts';
import { emptyFolder, keyferryHere } from '../cli/tool.ts';

export const day = 24 * 60 * 60 * 1000;

/** What all who know of the license must say, at one moment. */
export interface Agreed {
  /** Of product and command; `none` where there is no license and none was returned. */
  readonly state: string;
  /** Of the license, or of the last one; null without any. */
  readonly type: string | null;
  /** Why it is refused. */
  readonly code?: string;
  /** What the vendor's records say of the machine's newest license. */
  readonly vendor: 'active' | 'released' | 'none';
}

/** A vendor and one machine with its program, under one clock, without waiting. */
export async function openWorld(start: string) {
  let now = new Date(start);
  const folder = emptyFolder();
  const vendor = async (...args: readonly string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await keyferryHere(folder, args, '', secrets, { now: () => now });
    if (exitCode !== 0) throw new Error(stderr);
    return stdout.toString('utf8');
  };
  const product = ['--product', 'orrery', '--name', 'Orrery Studio', '--version', '5.2'];
  const types = [
    'trial,trial,valid=30,features=view',
    'home,valid=365,features=view',
    'pro,valid=365,features=view+export',
  ];
  const seller = ['--vendor', 'Northlight', '--service', 'https://activate.example'];
  await vendor('init', ...product, ...seller, ...types.flatMap((type) => ['--type', type]));
  await vendor('keys', 'root', 'root.json');
  await vendor('keys', 'pin', 'root.json.pub');
  await vendor('keys', 'init', '--root', 'root.json');
  const files = productFolderAt(dataFolderAt(join(folder, '.keyferry')), 'orrery');
  await (await openStore(dataFolderAt(join(folder, '.keyferry')).store)).destroy();

  const bench = await workbench();
  const vendorFile = {
    ...JSON.parse(readFileSync(files.profile, 'utf8')),
    licenseFile: { linux: '~/orrery/orrery.lic' },
  };
  // The product is never updated: all that it learns, it learns from files.
  writeFileSync(bench.at('vendor.json'), JSON.stringify({ ...vendorFile, keyset: readFileSync(files.keyset, 'utf8') }));
  const profile = readProfile(readFileSync(bench.at('vendor.json'), 'utf8'));
  const target = join(bench.system().home ?? '', 'orrery/orrery.lic');
  bench.change({ now });

  /** Starts the program. */
  function program() {
    const { survey, ...host } = bench.system();
    return readInstalled({
      ...{ host, profile, now: host.now, heal: false },
      bindings: () => identifyMachine('orrery', survey()).shown,
    }).state;
  }

  const session = createMachineSession({
    profile,
    target: { path: target, mayMakeFolder: true },
    system: () => bench.system(),
  });

  async function vendorState(): Promise<Agreed['vendor']> {
    const { rows } = JSON.parse(await vendor('activations', 'list', '--json'));
    const newest = rows.toSorted((one: { issuedAt: string }, other: { issuedAt: string }) =>
      one.issuedAt < other.issuedAt ? 1 : -1,
    )[0];
    if (!newest) return 'none';
    return newest.releasedAt === null ? 'active' : 'released';
  }

  return {
    bench,
    target,
    vendor,
    profile,
    keysetFile: files.keyset,
    now: () => now,
    /** Lets time pass. @param days may be negative for the machine's clock alone */
    pass(days: number) {
      now = new Date(now.getTime() + days * day);
      bench.change({ now });
    },
    /** Sets the machine's clock alone. */
    setMachineClock(ahead: number) {
      bench.change({ now: new Date(now.getTime() + ahead * day) });
    },

    /** The trip: request, order, and the answer back to the machine. @returns the answer's path */
    async order(type: string, ...args: readonly string[]): Promise<string> {
      const [request, answer] = [bench.at('orrery.licreq'), bench.at('orrery.lic')];
      expect(await bench.run('request', '-o', request, '--force')).toMatchObject({ exitCode: 0 });
      await vendor('issue', request, '--type', type, ...args, '-o', answer, '--force');
      return answer;
    },
    activate: (path: string, ...args: readonly string[]) => bench.run('activate', path, ...args),

    /** Brings a receipt to the activation service. */
    async deliverReceipt(receipt: Uint8Array) {
      const store = await openStore(dataFolderAt(join(folder, '.keyferry')).store);
      const products = byProduct([{ catalog: readCatalog(files.catalog) }]);
      try {
        return await createReturns({ products, writer: createWriter(store), now: () => now }).take(receipt);
      } finally {
        await store.destroy();
      }
    },

    /** Product, command, wizard and vendor say the same. */
    async agree(agreed: Agreed): Promise<void> {
      const [started, status, view] = [program(), await bench.run('status', '--json'), await session.look()];
      const said = JSON.parse(status.stdout);
      const code = started.state === 'refused' ? started.code : undefined;
      const isMissing =
        agreed.code === 'license-missing' || (agreed.code === 'license-returned' && view.license === null);
      expect({
        product: [started.state, code],
        command: [said.state, said.code],
        wizard: view.license !== null,
        clock: view.clock !== null,
        vendor: await vendorState(),
      }).toEqual({
        product: [agreed.state, agreed.code],
        command: isMissing ? ['none', undefined] : [agreed.state, agreed.code],
        wizard: !isMissing,
        clock: agreed.state === 'clock-suspect',
        vendor: agreed.vendor,
      });
      if (started.state !== 'refused') {
        expect([started.license.licenseType, said.license.licenseType]).toEqual([agreed.type, agreed.type]);
      }
    },
  };
}
