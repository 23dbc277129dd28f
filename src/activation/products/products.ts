import { Refusal } from '../../refusal.ts';
import type { VendorProfile } from '../../vendor/profile.ts';
import type { Keysets } from '../keys/keysets.ts';
import type { InstallationPort, JournalPort, ServicePort } from '../ports.ts';

/** One product that the page serves: what the vendor says about it, and what this device stores about it. */
export interface ServedProduct {
  readonly profile: VendorProfile;
  readonly keysets: Keysets;
  readonly service: ServicePort;
  readonly installation: InstallationPort;
  readonly journal: JournalPort;
}

/** What sending for a product takes; the service worker has no more. */
export interface SendingProduct extends Pick<ServedProduct, 'profile' | 'keysets' | 'journal'> {
  readonly service: Pick<ServicePort, 'activate' | 'returnLicense' | 'activateByCode' | 'returnByCode'>;
}

/** The page's main product first. */
export type ProductList<Product> = readonly [Product, ...Product[]];
export type ServedProducts = ProductList<ServedProduct>;

/** The vendor's data in the page: profiles, and the keysets that verify under their pinned root keys. */
export interface Vendor<Product extends SendingProduct = ServedProduct> {
  /** Profile of the product that this device is activated for; of the main product until one is chosen. */
  readonly profile: VendorProfile;
  /** Keysets of the same product. */
  readonly keysets: Keysets;
  readonly products: ProductList<Product>;
  /** Whether the page serves more than one product. */
  readonly several: boolean;
  /** @returns the product that a stored record names; the one of `profile` when the page no longer serves it */
  of(productId: string | undefined): Product;
  /**
   * @param productId named by a document that has just arrived
   * @throws Refusal `product-other` with `expected` and `found`; where the page serves several products, also with
   *   `products`, their names
   */
  served(productId: string): Product;
}

/** @param own returns the product that this device is activated for, or the main product */
export function vendorOf<Product extends SendingProduct>(
  products: ProductList<Product>,
  own: () => Product,
): Vendor<Product> {
  const find = (id: string | undefined) => products.find(({ profile }) => profile.product.id === id);
  return {
    get profile() {
      return own().profile;
    },
    get keysets() {
      return own().keysets;
    },
    products,
    several: products.length > 1,
    of: (productId) => find(productId) ?? own(),
    served(productId) {
      const served = find(productId);
      if (served) return served;
      const names = products.map(({ profile }) => profile.product.name);
      throw new Refusal('product-other', {
        expected: own().profile.product.id,
        found: productId,
        ...(names.length > 1 && { products: names }),
      });
    },
  };
}
