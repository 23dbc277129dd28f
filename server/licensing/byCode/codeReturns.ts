import type { CodeReturn, CodeReturned } from '../../../src/contract/calls/codes.ts';
import { decodeBase64Url, encodeBase64, encodeBase64Url } from '../../../src/crypto/base64.ts';
import { machineDigestOf } from '../../../src/documents/byCode/machineDigest.ts';
import { machineId } from '../../../src/documents/machineId.ts';
import { readReturnReceipt } from '../../../src/documents/returnReceipt.ts';
import { Refusal } from '../../../src/refusal.ts';
import { readTypedReturn } from '../../../src/typed/codesForVendor.ts';
import { licenseCheck, type ReturnCode, rebuildReceipt } from '../../../src/typed/returnCode.ts';
import { productCheck } from '../../../src/typed/vocabulary.ts';
import { licensesOfComputer, type ReturnableLicense } from '../../store/machines/codedMachines.ts';
import type { Store } from '../../store/tables.ts';
import { type Products, productOfDocument, type SoldProduct } from '../products.ts';
import type { Returns } from '../returns.ts';

export interface CodeReturns {
  /**
   * Takes a license back by the code that its machine shows. It says which license by a byte of its id, and which machine by
   * the computer ID or by key and digest; the signature of the receipt, which is rebuilt from that, decides.
   *
   * @param named receives the id of the product once it is known
   * @returns with the computer ID
   * @throws Refusal every code of `readTypedReturn`; `code-other-product`; `product-other`; `return-other` when the store
   *   has no license of this machine that the code may mean; `code-mistyped` when the signature is of none of them; and what
   *   a receipt is refused with
   */
  take(call: CodeReturn, named?: (product: string) => void): Promise<CodeReturned>;
}

export interface CodeReturnParts {
  readonly products: Products<Pick<SoldProduct, 'catalog'>>;
  readonly store: Store;
  readonly returns: Returns;
}

export function createCodeReturns({ products, store, returns }: CodeReturnParts): CodeReturns {
  return {
    async take({ product, returnCode }, named) {
      const code = readTypedReturn(returnCode);
      const meant = productsOf(code, products, product);
      const licenses = await Promise.all(meant.map((id) => licensesOf(store, code, id)));
      const possible = licenses.flat().flatMap((license) => receiptOf(code, license) ?? []);
      if (possible.length === 0) throw new Refusal('return-other');
      const receipt = possible.find(isSigned);
      if (receipt === undefined) throw new Refusal('code-mistyped', { groups: [] });
      return { ...(await returns.take(receipt, named)), machine: computerOf(code) };
    },
  };
}

/** @returns ids of the products that the code may be of */
function productsOf(
  { product }: ReturnCode,
  products: CodeReturnParts['products'],
  named: string | undefined,
): string[] {
  const all = named ? [productOfDocument(products, { product: named }).catalog.product.id] : [...products.keys()];
  const meant = all.filter((id) => productCheck(id) === product);
  if (meant.length === 0) throw new Refusal('code-other-product', { expected: all.join(', ') });
  return meant;
}

function computerOf({ machine }: ReturnCode): string {
  return 'machineId' in machine ? machine.machineId : machineId(machine.installationKey);
}

function licensesOf(store: Store, code: ReturnCode, product: string): Promise<ReturnableLicense[]> {
  const { machine } = code;
  const named = { product, machine: computerOf(code) };
  if ('machineId' in machine) return licensesOfComputer(store, named, null);
  const { installationKey, hardware } = machine;
  const digest = machineDigestOf(product, encodeBase64(installationKey), hardware);
  return licensesOfComputer(store, named, { key: encodeBase64Url(installationKey), digest });
}

/** @returns what the machine signed if this is its license; null when it cannot be */
function receiptOf(code: ReturnCode, license: ReturnableLicense): Uint8Array | null {
  if (licenseCheck(license.licenseId) !== code.license) return null;
  const { machine } = code;
  const installationKey = 'machineId' in machine ? decodeBase64Url(license.installationKey) : machine.installationKey;
  return installationKey && rebuildReceipt(code, { ...license, installationKey });
}

function isSigned(receipt: Uint8Array): boolean {
  try {
    readReturnReceipt(receipt);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
