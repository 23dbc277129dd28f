import { Refusal } from '../../../refusal.ts';
import { checkKind } from '../../../typed/codeRefusals.ts';
import type { CodeKind } from '../../../typed/group.ts';
import { readInstallationHeading } from '../../../typed/installationCode.ts';
import { readLongHeading } from '../../../typed/longCode.ts';
import { productCheck } from '../../../typed/vocabulary.ts';
import type { VendorProfile } from '../../../vendor/profile.ts';

/** Codes that customers read out. */
export type SpokenKind = Exclude<CodeKind, 'confirmation'>;

/**
 * @param groups as typed
 * @returns the products that the code may be of; all of them while its first group is not right
 */
export function productsOfCode(
  kind: SpokenKind,
  [first = '']: readonly string[],
  products: readonly VendorProfile[],
): readonly VendorProfile[] {
  const heading = headingOf(kind, first);
  return heading === null ? products : products.filter(({ product }) => productCheck(product.id) === heading.product);
}

/** @returns why no code for these products begins so: `code-of-another-kind`, `code-version-unsupported`, `code-other-product` */
export function refuseFirstGroup(kind: SpokenKind, first: string, products: readonly VendorProfile[]): Refusal | null {
  try {
    checkKind(kind, first);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  if (headingOf(kind, first)?.isSupported === false) return new Refusal('code-version-unsupported');
  if (productsOfCode(kind, [first], products).length > 0) return null;
  return new Refusal('code-other-product', { expected: products.map(({ product }) => product.id).join(', ') });
}

/** @returns null while the first group is not right */
function headingOf(
  kind: SpokenKind,
  first: string,
): { readonly isSupported: boolean; readonly product: number } | null {
  if (kind === 'installation') return readInstallationHeading(first);
  const heading = readLongHeading(kind, first);
  return heading && { isSupported: heading.isSupported, product: heading.checks[0] };
}
