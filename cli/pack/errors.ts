import type { ErrorTexts } from '../errorTexts.ts';

const unchanged = 'Nothing was written.';

/** Errors of `keyferry pack`. */
export const packErrorTexts = {
  'keyset-unusable': ({ path, code }) =>
    `${path} holds no usable keyset (${code}). ${unchanged} Use keyset.xml of the data folder, a backup of it, or the service’s ` +
    '/api/v1/keyset, unchanged.',
  'pack-product-other': ({ path, found, profile, expected }) =>
    `The keyset in ${path} is for the product “${found}”, but ${profile} is for “${expected}”. ${unchanged} Give a profile and a ` +
    'keyset of the same product.',
  'pack-keyset-older': ({ path, found, foundEpoch, packed, held, heldEpoch }) =>
    `The keyset of ${path} has version ${found}, epoch ${foundEpoch}, but that of ${packed} has version ${held}, epoch ` +
    `${heldEpoch}. ${unchanged} An older keyset would trust revoked keys again. Give the newest one.`,
  'pack-folder-foreign': ({ path, file }) =>
    `${path} holds a file that was not packed, or was changed since: ${file}. ${unchanged} Name another folder, or give --force, ` +
    `which keeps the current content as ${path}.old.`,
  'pack-folder-other-product': ({ path, found, expected }) =>
    `${path} holds the pages of the product “${found}”, not “${expected}”. Customers who installed those would get these. ` +
    `${unchanged} Name another folder, or give --force, which keeps the current content as ${path}.old.`,
  'pack-not-written': ({ path, reason }) =>
    `${path} cannot be written (${reason}) and is unchanged. Check that the folder above it exists and is writable, that it is ` +
    'not itself a mounted disk, and that there is space.',
  'node-unfit': ({ path }) =>
    `${path} cannot become a single executable: this Node was built without that feature. ${unchanged} Some distributions ` +
    'leave it out; use the Node from nodejs.org, of the version that runs here, with --node FILE.',
  'node-other-version': ({ path, version }) =>
    `${path} is not Node ${version}, which runs here, and both must have the same version. ${unchanged} Use Node ${version} for ` +
    'that system, or run this command with the other version.',
  'executable-failed': ({ step, said }) =>
    `The executable could not be created: ${step} ended with “${said}”. ${unchanged}`,
} satisfies ErrorTexts;
