import { returnReceiptHere } from '../src/messages/en/tool.ts';
import type { OwnRefusalTexts } from '../src/messages/refusalText.ts';
import { vendorRefusals } from './vendor/refusals.ts';

/** Texts of refusals whose own text speaks of a page. */
export const refusalsHere: OwnRefusalTexts = {
  ...vendorRefusals,
  'document-type-wrong': ({ expected, found }) =>
    expected === 'license' && found === 'return' ? returnReceiptHere : null,
  'parcel-too-large': {
    title: 'This file is too large for codes',
    why: 'Codes carry files of up to 256 KiB (262144 bytes).',
    next: 'Make it smaller, compress it, or carry the file itself.',
  },
  'parcel-incomplete': ({ received, needed }) => ({
    title: 'Some codes are missing',
    why: `${received} of ${needed} parts were read. Nothing of this file was written.`,
    next: 'Add pictures of other codes, in any order, and run the command again with all of them.',
  }),
  'picture-unreadable': {
    title: 'This picture cannot be opened',
    why: 'It is damaged, or not PNG, JPEG, BMP or GIF.',
    next: 'Save it as PNG or JPEG and try again.',
  },
  'picture-without-code': {
    title: 'No code found',
    why: 'The pictures may be blurred, too dark, cut off or taken at an angle.',
    next: 'Take them again, straight on and close, with the white edge around the code in view.',
  },
  'code-not-ours': {
    title: 'These codes are not from Keyferry',
    why: 'They hold something else: a web address, a product label or the data of another program.',
    next: 'Use pictures of the codes that the other device shows.',
  },
  'key-unknown': {
    title: 'The signature is not by a known key of the vendor',
    why: 'The signing key may belong to someone else, or be newer than the vendor profile.',
    next: 'Get the license from the vendor’s own service, together with its keyset, and give both in one file.',
  },
  'keyset-rollback': {
    title: 'This keyset is older than the one in use',
    why: 'An older keyset could restore a revoked key. The newer keyset stays in use.',
    next: 'Do nothing if the rest works. Otherwise get a new vendor profile from the vendor.',
  },
  'internal-fault': {
    title: 'This program failed',
    why: 'This is a fault of the program, not of anything you did.',
    next: 'Try again. If it happens again, report the code and what you did.',
  },
};
