import type { HealedDocument } from '../../documents/heal/damage.ts';
import { readHealed } from '../../documents/heal/exactDocuments.ts';
import { Refusal } from '../../refusal.ts';
import { authenticateLicense } from '../../verify/license.ts';
import type { Engine } from '../engine.ts';
import { refusalOf } from '../keptRefusal.ts';
import { load } from '../load.ts';
import type { KeptRefusal, MachineRecord } from '../records.ts';
import type { ServedProduct } from './products.ts';

export interface ProductChoice {
  /** Reads the chosen product, at the start only; without a choice, the only product with records of this machine. */
  recall(): Promise<void>;
  /**
   * Makes this a device of the product, and stores the choice.
   *
   * @returns why the product's license on this device is refused; null when it is not, or there is none
   */
  choose(productId: string): Promise<KeptRefusal | null>;
  /** On a machine: makes this a device of the product that a license is for, so that nobody has to choose it. */
  follow(licenses: readonly HealedDocument[]): Promise<void>;
}

/**
 * Which product this device is activated for, where the page serves several; a page of one product never asks.
 *
 * @param recheck verifies the stored license of this device's product
 */
export function createProductChoice(engine: Engine, recheck: () => Promise<void>): ProductChoice {
  const { ports, vendor, state, update } = engine;
  const ids = vendor.products.map(({ profile }) => profile.product.id);

  async function recall(): Promise<void> {
    if (!vendor.several) return;
    const stored = await ports.journal.readSetting('product').catch(() => null);
    const known = ids.find((id) => id === stored);
    if (known !== undefined) return update({ product: known });
    const used = await Promise.all(vendor.products.map(hasRecords));
    const [only, another] = ids.filter((_, index) => used[index]);
    if (only !== undefined && another === undefined) update({ product: only });
  }

  async function choose(productId: string): Promise<KeptRefusal | null> {
    update({ product: productId });
    await load(engine);
    await ports.journal.writeSetting('product', productId).catch((error) => update({ storageError: refusalOf(error) }));
    return recheck().then(() => null, refusalOf);
  }

  async function follow(licenses: readonly HealedDocument[]): Promise<void> {
    if (!vendor.several) return;
    const issuers = vendor.products.filter((product) => licenses.some((license) => isFrom(product, license)));
    const [first] = issuers;
    if (!first || (state.value.product !== null && issuers.includes(vendor.of(state.value.product)))) return;
    await choose(first.profile.product.id);
  }

  return { recall, choose, follow };
}

async function hasRecords({ journal }: ServedProduct): Promise<boolean> {
  const isUsed = ({ request, license, returns }: MachineRecord) => Boolean(request || license || returns.length > 0);
  return journal.readMachine().then(isUsed, () => false);
}

/** Whether the vendor signed the license, for this product. */
function isFrom({ profile, keysets }: ServedProduct, license: HealedDocument): boolean {
  const issuer = { keyset: keysets.current, product: profile.product.id };
  try {
    readHealed(license, (candidate) => authenticateLicense(candidate, issuer));
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
