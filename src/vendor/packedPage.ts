import type { ServiceOrigin } from './pack.ts';
import type { Profiles } from './packedProfiles.ts';
import { readProfiles } from './profile.ts';

/** What packing put into a page. */
export interface PackedPage {
  readonly profiles: Profiles;
  readonly service: ServiceOrigin;
}

const vendorBlock = /<script type="application\/json" id="vendor" data-service="([a-z-]+)">([^<]+)<\/script>/;
const otherBlock = /<script type="application\/json" id="other-products">([^<]+)<\/script>/;

/**
 * @param html a page
 * @returns the profiles in it and where it finds its service; null when it is not packed
 * @throws Refusal as `readProfiles`
 */
export function readPackedPage(html: string): PackedPage | null {
  const [, service, main] = vendorBlock.exec(html) ?? [];
  if (service === undefined || main === undefined) return null;
  const [, others = null] = otherBlock.exec(html) ?? [];
  return { profiles: readProfiles(main, others), service: service as ServiceOrigin };
}
