import type { VendorProfile } from '../../vendor/profile.ts';

/**
 * @param page address of the page; null if it is served by the command line tool, which serves no product
 * @returns where `Start using PRODUCT` leads; null if the vendor defined no target
 */
export function startLink(
  { deepLink, serviceUrl }: Pick<VendorProfile, 'deepLink' | 'serviceUrl'>,
  page: string | null,
): string | null {
  if (deepLink === undefined) return null;
  const base = page !== null && /^https?:/.test(page) ? page : serviceUrl;
  return new URL(deepLink, base).href;
}
