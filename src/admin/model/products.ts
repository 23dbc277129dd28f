import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Profiles } from '../../vendor/packedProfiles.ts';
import type { LicenseType, VendorProfile } from '../../vendor/profile.ts';
import type { Session } from './session.ts';

/** The products of the page. With one product, nothing on the page mentions products. */
export interface AdminProducts {
  /** Those that the token permits, the main one first. */
  readonly visible: ReadonlySignal<readonly VendorProfile[]>;
  readonly hasSeveral: ReadonlySignal<boolean>;
  /** Id of the product that the lists show; null for all. */
  readonly chosen: ReadonlySignal<string | null>;
  choose(product: string | null): void;
  clear(): void;
  /** @param product its id @returns its profile; that of the main product when the page lacks it */
  profileOf(product: string): VendorProfile;
  /** @returns its name; the id when the page lacks it */
  nameOf(product: string): string;
  /** @returns the license types that need serial numbers */
  soldOf(product: string): readonly LicenseType[];
}

export function createProducts(session: Session, profiles: Profiles): AdminProducts {
  const chosen = signal<string | null>(null);
  const visible = computed(() => {
    const state = session.state.value;
    const permitted = state.at === 'in' ? state.who.products : null;
    return permitted === null ? profiles : profiles.filter(({ product }) => permitted.includes(product.id));
  });
  const find = (id: string) => profiles.find(({ product }) => product.id === id);
  const profileOf = (id: string) => find(id) ?? profiles[0];
  return {
    visible,
    hasSeveral: computed(() => visible.value.length > 1),
    chosen,
    choose(product) {
      chosen.value = product;
    },
    clear() {
      chosen.value = null;
    },
    profileOf,
    nameOf: (id) => find(id)?.product.name ?? id,
    soldOf: (id) => profileOf(id).licenseTypes.filter(({ serialNumber }) => serialNumber === 'required'),
  };
}
