import type { ErrorTexts } from '../errorTexts.ts';

const rest = 'Nothing was written.';

/** What to say of each: what it means, what to do. */
export const packErrorTexts = {
  'keyset-unusable': ({ path, code }) =>
    `${path} holds no keyset that a page could rely on (${code}). ${rest} Take keyset.xml of the data folder, a backup of it, or ` +
    'what the service has at /api/v1/keyset, unchanged.',
  'pack-product-other': ({ path, found, profile, expected }) =>
    `The keyset in ${path} is for the product “${found}”, and ${profile} is for “${expected}”. ${rest} Give a profile and a ` +
    'keyset of one product.',
  'pack-keyset-older': ({ path, found, foundEpoch, packed, held, heldEpoch }) =>
    `The keyset of ${path} has version ${found}, epoch ${foundEpoch}, and that of ${packed} has version ${held}, epoch ` +
    `${heldEpoch}. ${rest} An older keyset would trust keys again that were withdrawn. Give the newest one.`,
  'pack-folder-foreign': ({ path, file }) =>
    `${path} holds something that was not packed, or was changed since: ${file}. ${rest} Name another folder, or give --force, ` +
    `which keeps what is there beside it as ${path}.old.`,
  'pack-folder-other-product': ({ path, found, expected }) =>
    `${path} holds the pages of the product “${found}”, and these are for “${expected}”: whoever has installed those would get ` +
    `these. ${rest} Name another folder, or give --force, which keeps what is there beside it as ${path}.old.`,
  'pack-not-written': ({ path, reason }) =>
    `${path} cannot be written (${reason}). What was there is as it was. Check that the folder above it exists and may be ` +
    'written, that it is no mounted disk itself, and that there is room.',
  'node-unfit': ({ path }) =>
    `No single executable can be made from ${path}: it is not a Node that was built for that. ${rest} Some distributions leave it ` +
    'out; take the one from nodejs.org, of the version that runs here, with --node FILE.',
  'node-other-version': ({ path, version }) =>
    `${path} is not Node ${version}, which runs here, and what is put in must be made by the same version. ${rest} Take ` +
    `Node ${version} for that system, or run this with the other one.`,
  'executable-failed': ({ step, said }) => `The executable could not be made: ${step} ended with “${said}”. ${rest}`,
} satisfies ErrorTexts;
