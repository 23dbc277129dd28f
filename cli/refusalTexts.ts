import { returnReceiptHere } from '../src/messages/en/tool.ts';
import type { OwnRefusalTexts } from '../src/messages/refusalText.ts';
import { vendorRefusals } from './vendor/refusals.ts';

/** Where a refusal's own text speaks of a page, which there is none of here. */
export const refusalsHere: OwnRefusalTexts = {
  ...vendorRefusals,
  'document-type-wrong': ({ expected, found }) =>
    expected === 'license' && found === 'return' ? returnReceiptHere : null,
  'parcel-too-large': {
    title: 'This is too large for codes',
    why: 'Codes carry files of up to 256 KiB (262144 bytes).',
    next: 'Make it smaller, compress it, or carry the file itself.',
  },
  'parcel-incomplete': ({ received, needed }) => ({
    title: 'Some codes are still missing',
    why: `${received} of ${needed} parts are here. Nothing of this file was written.`,
    next: 'Add pictures of other codes, in any order, and give all of them together again.',
  }),
  'picture-unreadable': {
    title: 'This picture cannot be opened',
    why: 'It is damaged, or not PNG, JPEG, BMP or GIF.',
    next: 'Save it as PNG or JPEG and try again.',
  },
  'picture-without-code': {
    title: 'No code found',
    why: 'The pictures may be blurred, too dark, cut off or seen from the side.',
    next: 'Take them again, straight on and close, with the white edge around the code in view.',
  },
  'code-not-ours': {
    title: 'These are not our codes',
    why: 'They hold something else: a web address, a product label, another program’s data.',
    next: 'Use pictures of the codes that the other device shows.',
  },
  'key-unknown': {
    title: 'This is not signed by the vendor',
    why: 'The key it is signed with is not one that is known here. It may come from someone else, or be newer than the vendor profile.',
    next: 'Get the license from the vendor’s own service, together with its keys, and give both in one file.',
  },
  'keyset-rollback': {
    title: 'This key list is older than the one in use',
    why: 'Going back to old keys could bring back a withdrawn one. The newer keys stay in use.',
    next: 'Nothing, if the rest works. Else get a new vendor profile from the vendor.',
  },
  'internal-fault': {
    title: 'Something went wrong in this program',
    why: 'This is a fault of the program, not of anything you did.',
    next: 'Try again. If it happens again, report the code and what you did.',
  },
};
