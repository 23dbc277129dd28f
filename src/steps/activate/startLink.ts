import type { VendorProfile } from '../../vendor/profile.ts';

/**
 * @param page address of the page; null if the command line tool serves it
 * @returns where `Start using PRODUCT` leads; null if the vendor defined no target, and for a path where there is no host
 *   on which a product could share the page's storage
 */
export function startLink({ deepLink }: Pick<VendorProfile, 'deepLink'>, page: string | null): string | null {
  if (!deepLink?.startsWith('/')) return deepLink ?? null;
  return page !== null && /^https?:/.test(page) ? new URL(deepLink, page).href : null;
}
