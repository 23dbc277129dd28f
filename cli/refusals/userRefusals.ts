import { damageText } from '../../src/messages/en/damages.ts';
import { componentNames } from '../../src/messages/en/parts/componentNames.ts';
import { fileKinds } from '../../src/messages/en/refusals.ts';
import { returnReceiptHere } from '../../src/messages/en/tool.ts';
import { endIn, type OwnRefusalTexts, type RefusalText } from '../../src/messages/refusalText.ts';
import type { RefusalDetails } from '../../src/refusal.ts';
import { keyboardText } from './keyboardText.ts';
import { unreadFormat } from './unreadFormat.ts';

const end = endIn('en');

const damaged: RefusalText = {
  title: 'This file has been changed',
  why: 'One or more characters are not what was signed. Editors, chat programs and mail gateways change files on the way.',
  next: 'Carry the original again, such as in a ZIP file.',
};

const brokenCode: RefusalText = {
  title: 'The code is damaged',
  why: 'Part of it was covered, cut off or mixed with another picture.',
  next: 'Take the picture again, straight on, with the whole code and the white edge around it in view.',
};

const serviceFailed: RefusalText = {
  title: 'The activation service has a problem',
  why: 'It could not do its work.',
  next: 'Try again in a few minutes. If it happens again, report the code.',
};

/** For codes of devices and pages, which no command meets. */
const programFailed: RefusalText = {
  title: 'This program failed',
  why: 'This is a fault of the program, not of anything you did.',
  next: 'Try again. If it happens again, report the code and what you did.',
};

const documents: Readonly<Record<string, string>> = {
  request: 'a license request',
  license: 'a license',
  keyset: 'a keyset',
  return: 'a return receipt',
};

/** @returns the kind of a document with its article, for the title and the rest of a text */
export function documentName(kind: RefusalDetails[string] | undefined): string {
  return documents[String(kind)] ?? 'another kind of file';
}

/** What a product's id says about a file, where it is known. */
export function productsOf({ found, expected }: RefusalDetails): string {
  return found && expected ? `It is for “${found}”, not for “${expected}”.` : 'It is for different software.';
}

/** Texts at the command line for people who activate machines or carry files, where the wizard's texts mention a page. */
export const userRefusals: OwnRefusalTexts = {
  'file-empty': {
    title: 'This file is empty',
    why: 'Saving or copying it was interrupted.',
    next: 'Save or copy it again.',
  },
  'file-too-large': ({ limit }) => ({
    title: 'This file is too large',
    why: typeof limit === 'number' ? `At most ${limit} bytes are read here.` : 'It is something else than expected.',
    next: 'Check that it is the right file.',
  }),
  'file-unreadable': {
    title: 'This file cannot be read',
    why: 'It was moved or deleted, it is a folder, or it is on a drive that is not connected.',
    next: 'Copy it to a local drive, then give the copy.',
  },
  'export-too-new': {
    title: 'This file comes from a newer version',
    why: 'The other device uses a newer version, whose files this program cannot read.',
    next: 'Update this program, then give the file again. Nothing was changed.',
  },
  'file-not-utf8': {
    title: 'This is not text in UTF-8',
    why: 'It is another kind of file, or an editor has saved it in another encoding.',
    next: 'Check that it is the right file. If it is, use the original again.',
  },
  'file-unrecognized': ({ kind }) => ({
    title: 'This is not a license file',
    why: 'Nothing in it looks like a license, a license request, a keyset or a return receipt.',
    next: 'Check that it is the right file. Its name does not matter, its content does.',
    ...fileKinds[String(kind)],
  }),
  'file-is-web-page': {
    title: 'This is a web page, not a license file',
    why: 'The download was replaced by a sign-in page or an error page.',
    next: 'Sign in to the network on the device with internet, then download the file again.',
  },
  'file-of-another-vendor': ({ vendor, kind }) => ({
    title: `This file belongs to ${vendor ?? 'another vendor'}`,
    why: `It is a ${kind === 'license' ? 'license' : 'license request'} for another vendor’s software.`,
    next: 'Give a file that was made for this product.',
  }),
  'file-damaged': (details) => ({
    title: 'This file was damaged on the way',
    why: damageText(details),
    next: 'Take the original again, as an attachment or in a ZIP file, not as text in a message.',
  }),
  'envelope-malformed': damaged,
  'payload-forbidden-construct': damaged,
  'payload-schema': damaged,
  'signature-malformed': damaged,
  'signature-invalid': damaged,
  'document-type-wrong': ({ expected, found }) => {
    if (expected === 'license' && found === 'return') return returnReceiptHere;
    return {
      title: `This is ${documentName(found)}`,
      why: `${expected === 'license' ? 'A license' : `Here, ${documentName(expected)}`} is needed.`,
      next:
        found === 'request'
          ? 'Carry the request to a device with internet, and bring the license here.'
          : 'Give the other file.',
    };
  },
  'key-unknown': ({ product, expected }) =>
    product
      ? {
          title: 'This is for another product',
          why: `It says that it is for “${product}”, not for “${expected}”. Its signature cannot be checked with the keys of “${expected}”.`,
          next: 'Use the file that was made for this product.',
        }
      : {
          title: 'The signature is not by a known key of the vendor',
          why: 'The signing key may belong to someone else, or be newer than the vendor profile.',
          next: 'Get the license from the vendor’s own service, together with its keyset, and give both in one file.',
        },
  'keyset-missing': {
    title: 'The keys for checking licenses are missing',
    why: 'The vendor profile holds no keyset, and none came with the license.',
    next: 'Get a new vendor profile from the vendor.',
  },
  'keyset-rollback': {
    title: 'This keyset is older than the one in use',
    why: 'An older keyset could restore a revoked key. The newer keyset stays in use.',
    next: 'Do nothing if the rest works. Otherwise get a new vendor profile from the vendor.',
  },
  'product-other': (details) => ({
    title: 'This file is for another product',
    why: productsOf(details),
    next: 'Use the file that was made for this product.',
  }),
  'installation-other': {
    title: 'This license was made for another computer',
    why: 'It answers the request of another computer, or of another user on this one.',
    next: 'Give the license that answers this computer’s own request.',
  },
  'machine-other': ({ changed }) => ({
    title: 'This license was made for another computer',
    why:
      Array.isArray(changed) && changed.length > 0
        ? `These parts do not match: ${changed.map((part) => componentNames[part] ?? part).join(', ')}.`
        : 'Too many of the parts that it names are different here.',
    next: 'Give the license that answers this computer’s own request. If its hardware was changed, make a new request.',
  }),
  'request-other': {
    title: 'This license answers another request',
    why: 'It was issued for a request that this computer did not make, or has forgotten.',
    next: 'Give the license that answers the latest request, or make a new request.',
  },
  'request-forgotten': {
    title: 'The request for this license is not known here',
    why: 'The license is genuine, but its request was deleted, or was made by another user or on another computer.',
    next: 'Give the license to the user and the computer that made the request, or make a new request.',
  },
  'delivery-unknown': ({ machine }) => ({
    title: 'This license is not in the list',
    why: `${machine ? `The computer ${machine}` : 'The computer'} says that its license arrived, but another device brought it, or it was removed from the list.`,
    next: 'Show the code to the device that brought the license. The license works either way.',
  }),
  'license-type-unknown': ({ licenseTypes }) => ({
    title: 'There is no such license type',
    why: Array.isArray(licenseTypes) ? `The license types are ${licenseTypes.join(', ')}.` : 'It was mistyped.',
    next: 'Choose one of them.',
  }),
  'license-type-not-covered': {
    title: 'The serial number is for another license type',
    why: 'It was sold for another type.',
    next: 'Choose the license type that was bought.',
  },
  'serial-required': {
    title: 'A serial number is needed',
    why: 'This license type needs one.',
    next: 'Give all 20 letters and digits.',
  },
  'serial-expired': ({ stopDate }) => ({
    title: 'The serial number has expired',
    why: `It was valid until ${end(stopDate) ?? 'an earlier date'}.`,
    next: 'Use another serial number.',
  }),
  'trial-used': ({ stopDate }) => ({
    title: 'The trial on this machine has ended',
    why: `It was valid until ${end(stopDate) ?? 'an earlier date'}. Each machine gets one trial.`,
    next: 'Buy a license from the vendor and choose its license type.',
  }),
  'too-many-attempts': ({ retryAfter }) => ({
    title: 'Too many attempts were not accepted',
    why: 'To prevent guessing, the service pauses after several of them.',
    next: `Try again in ${Number(retryAfter) || 60} seconds.`,
  }),
  'service-busy': ({ retryAfter }) => ({
    title: 'The activation service is busy',
    why: 'It received many calls at once.',
    next: retryAfter ? `Try again in ${retryAfter} seconds.` : 'Try again in a minute.',
  }),
  'service-fault': serviceFailed,
  'service-request-invalid': serviceFailed,
  'service-not-found': serviceFailed,
  'frame-damaged': brokenCode,
  'parcel-damaged': brokenCode,
  'frame-version-unsupported': {
    title: 'This code comes from a newer version',
    why: 'The other device uses a newer version, whose codes this one cannot read.',
    next: 'Update this program, or carry the file itself.',
  },
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
    why: 'It is damaged, or not PNG, JPEG, BMP, GIF, TIFF or PDF.',
    next: 'Save it as PNG or JPEG and try again.',
  },
  'picture-format-unsupported': ({ format }) => ({
    title: `${unreadFormat(format)} is not read`,
    why: 'PNG, JPEG, BMP and GIF are; TIFF, plain or with LZW or deflate; and of PDF, its gray and colored pictures.',
    next:
      format === 'PDF'
        ? 'Convert its pages to PNG, such as with “pdftoppm -png -r 200 FILE pages”.'
        : 'Convert it to PNG or JPEG, such as with “magick FILE out.png”, and try again.',
  }),
  'picture-too-large': ({ megapixels, limit }) => ({
    title: 'This picture has too many pixels',
    why:
      typeof megapixels === 'number'
        ? `It has ${megapixels} megapixels; up to ${limit} are read.`
        : 'It has more than are read.',
    next: 'Cut the code out, or make the picture smaller.',
  }),
  'picture-cut-short': {
    title: 'The end of this picture is missing',
    why: 'It was not copied completely, and no code is in the part that is here.',
    next: 'Copy the picture again.',
  },
  'picture-without-code': {
    title: 'No code found',
    why: 'The pictures may be blurred, too dark, cut off or taken at an angle.',
    next: 'Take them again, straight on and close, with the white edge around the code in view.',
  },
  'code-mistyped': ({ groups }) => ({
    title: 'The code is not typed as it was given',
    why:
      Array.isArray(groups) && groups.length > 0
        ? `Wrong ${groups.length === 1 ? 'group' : 'groups'}: ${groups.join(', ')}.`
        : 'Each group is right by itself, but together they are not a code that the vendor gave to this machine.',
    next: 'Compare the groups with your paper, or have them read to you again.',
  }),
  'code-not-ours': {
    title: 'These codes are not from Keyferry',
    why: 'They hold something else: a web address, a product label or the data of another program.',
    next: 'Use pictures of the codes that the other device shows.',
  },
  'scanner-keyboard-layout': keyboardText,
  'profile-invalid': ({ path, fault }) => ({
    title: 'The vendor profile cannot be used',
    why: path ? `It has an error at “${path}”: ${fault ?? 'invalid value'}.` : 'It is damaged, or no vendor profile.',
    next: 'Give the vendor profile as the vendor made it.',
  }),
  'page-not-prebuilt': {
    title: 'This is not a Keyferry page',
    why: 'A vendor profile fits only into a page that was built for it.',
    next: 'Build the pages again, and pack those.',
  },
  'camera-needs-secure-page': programFailed,
  'camera-denied': programFailed,
  'camera-missing': programFailed,
  'camera-busy': programFailed,
  'clipboard-denied': programFailed,
  'storage-unavailable': programFailed,
  'storage-full': programFailed,
  'storage-too-new': programFailed,
  'storage-blocked': programFailed,
  'storage-superseded': programFailed,
  'storage-lost': programFailed,
  'page-part-missing': programFailed,
  'internal-fault': programFailed,
};
