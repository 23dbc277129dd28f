import { sameBytes } from '../../crypto/bytes.ts';
import type { ReadFile } from '../../documents/heal/exactDocuments.ts';
import type { UnverifiedLicense } from '../../documents/license.ts';
import { machineId } from '../../documents/machineId.ts';
import { createLicenseReader } from '../courier/licenseReader.ts';
import type { Engine } from '../engine.ts';
import { licenseIn } from '../keys/bundle.ts';
import { type MachineRecord, mostEarlier } from '../records.ts';

/**
 * @param stored the license to keep a copy of, perhaps followed by a keyset; null for none
 * @param inForce the license in force from now on, which is not kept twice
 * @returns the copies of other licenses, newest last
 */
export function withEarlier(
  { earlier }: MachineRecord,
  stored: Uint8Array | null,
  inForce: Uint8Array | null,
): readonly Uint8Array[] {
  const added = stored && licenseIn(stored);
  const kept = added ? [...earlier.filter((one) => !sameBytes(one, added)), added] : earlier;
  const current = inForce && licenseIn(inForce);
  return kept.filter((one) => !current || !sameBytes(one, current)).slice(-mostEarlier);
}

/** The licenses of this machine that are not in force. */
export function earlierLicenseActions({ ports, vendor, state }: Engine) {
  const reader = createLicenseReader(vendor);
  return {
    /** @returns the authentic ones with their files, newest last */
    earlierLicenses: (): readonly ReadFile<UnverifiedLicense>[] =>
      state.value.machine.earlier.flatMap((file) => {
        const content = reader.readFile(file, vendor.profile.product.id);
        return content ? { file, content } : [];
      }),

    /** @returns the name that the file was saved under */
    saveEarlier({ file, content: { installationKey } }: ReadFile<UnverifiedLicense>): string {
      const { product, fileEndings } = vendor.profile;
      return ports.files.save(`${product.id}-${machineId(installationKey)}${fileEndings.license}`, file);
    },
  };
}
