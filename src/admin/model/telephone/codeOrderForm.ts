import { isText, limits } from '../../../documents/rules.ts';
import { readSerialNumber, type SerialReading } from '../../../documents/serial/foreignSerialNumber.ts';
import { Refusal } from '../../../refusal.ts';
import { readTypedInstallation } from '../../../typed/codesForVendor.ts';
import { viewEntry } from '../../../typed/entry.ts';
import type { LicenseType, VendorProfile } from '../../../vendor/profile.ts';
import type { CodeOrderDraft } from './codeOrderDraft.ts';
import { productsOfCode } from './firstGroup.ts';

/** Parts of the form, in the order in which they are asked for. */
export type CodeOrderPart = 'code' | 'product' | 'licenseType' | 'serialNumber' | 'holder';

/** What the form shows of a draft. */
export interface CodeOrderForm {
  /** Products that the code may be of. */
  readonly products: readonly VendorProfile[];
  /** The only one, or the chosen one; null while it is open. */
  readonly profile: VendorProfile | null;
  /** License types to choose from. */
  readonly types: readonly LicenseType[];
  readonly type: LicenseType | null;
  readonly serial: SerialReading;
  /** The computer ID, once the code is complete. */
  readonly machine: string | null;
  /** Why a code whose groups are all right is none. */
  readonly refusal: Refusal | null;
}

/** @param visible the products that the token permits */
export function formOf(draft: CodeOrderDraft, visible: readonly VendorProfile[]): CodeOrderForm {
  const products = productsOfCode('installation', draft.groups, visible);
  const profile = onlyOr(products, ({ product }) => product.id === draft.product);
  const types = profile?.licenseTypes ?? [];
  const type = onlyOr(types, ({ id }) => id === draft.licenseType);
  const serial = readSerialNumber(draft.serialNumber, type?.serialNumbers ?? 'keyferry');
  return { products, profile, types, type, serial, ...readWhole(draft.groups, profile) };
}

/** @returns the first part that is missing or wrong; null when the order can be sent */
export function faultyPart({ groups, holder }: CodeOrderDraft, form: CodeOrderForm): CodeOrderPart | null {
  const { machine, products, profile, type, serial } = form;
  if (!viewEntry('installation', groups).isComplete || products.length === 0) return 'code';
  if (profile === null) return 'product';
  if (machine === null) return 'code';
  if (type === null) return 'licenseType';
  if (type.serialNumber === 'required' && serial.status !== 'valid') return 'serialNumber';
  return isText(holder.trim(), limits.holderBytes) ? null : 'holder';
}

/** @returns the only item, else the one that fits; null where none does */
function onlyOr<Item>(items: readonly Item[], fits: (item: Item) => boolean): Item | null {
  return (items.length === 1 ? items[0] : items.find(fits)) ?? null;
}

function readWhole(
  groups: readonly string[],
  profile: VendorProfile | null,
): Pick<CodeOrderForm, 'machine' | 'refusal'> {
  if (profile === null || !viewEntry('installation', groups).isComplete) return { machine: null, refusal: null };
  try {
    return { machine: readTypedInstallation(groups.join(' '), profile.product.id).machineId, refusal: null };
  } catch (error) {
    if (error instanceof Refusal) return { machine: null, refusal: error };
    throw error;
  }
}
