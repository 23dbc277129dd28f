import { listFormatIn } from '../formats.ts';
import { dayIn, endIn, type RefusalText, type RefusalTexts } from '../refusalText.ts';
import { damageText } from './damages.ts';
import { about } from './duration.ts';
import { componentNames } from './parts/componentNames.ts';
import { keyboardText } from './parts/keyboard.ts';
import { pagePartMissing } from './parts/pagePartMissing.ts';
import { codeKinds } from './phone/scanning.ts';

const day = dayIn('en');
const end = endIn('en');

const documentNames: Record<string, string> = {
  request: 'license request',
  license: 'license',
  keyset: 'key list',
  return: 'return slip',
};

/** What a file is that is refused as `file-unrecognized`. */
export const fileKinds: Readonly<Record<string, Partial<RefusalText>>> = {
  pdf: { why: 'It is a PDF document.' },
  picture: { why: 'It is a picture.' },
  office: {
    why: 'It is an Office document, or a message that Outlook saved.',
    next: 'Open it in its program, save the license file that is attached to it, and open that one here.',
  },
  program: { why: 'It is a program.' },
  archive: {
    title: 'This archive cannot be opened here',
    why: 'Archives of the types .zip, .tar and .gz can be opened here. This one is of another type, or it is damaged.',
    next: 'Unpack it, then open the file that was in it.',
  },
  'encrypted-archive': {
    title: 'This archive needs its password',
    why: 'It is encrypted, so it cannot be opened here.',
    next: 'Unpack it with its password, then open the file that was in it.',
  },
  'archive-of-others': {
    title: 'Nothing in this archive is for here',
    why: 'None of its files is a license or a license request.',
    next: 'Look for the archive or the file that holds the license or the license request.',
  },
  shortcut: {
    title: 'This is a shortcut, not the file itself',
    why: 'It only says where the file is.',
    next: 'Open the shortcut, save the file that it leads to, and open that one here.',
  },
  'mac-attributes': {
    why: 'A Mac writes such a file next to the real one. Its name begins with a dot and an underscore.',
    next: 'Open the file of the same name without dot and underscore in front.',
  },
};

const list = listFormatIn('en');

const codeNames: Readonly<Record<string, string>> = {
  installation: 'an installation code',
  confirmation: 'a confirmation code',
  return: 'a return code',
};

const codeWays: Readonly<Record<string, string>> = {
  installation: 'It goes from the computer to the vendor, who answers with a longer code.',
  confirmation: 'It goes from the vendor to the computer, and activates it.',
  return: 'It goes from the computer to the vendor, and gives a license back.',
};

const codeSources: Readonly<Record<string, string>> = {
  installation: 'Type the installation code that the computer shows.',
  confirmation: 'Type the confirmation code that the vendor gave you.',
  return: 'Type the return code that the computer shows.',
};

/** @returns for example `the main board and the system disk`; null when nothing is known */
function partsOf(changed: unknown): string | null {
  if (!Array.isArray(changed) || changed.length === 0) return null;
  return list(changed.map((part) => `the ${componentNames[part] ?? part}`));
}

/** @returns for example `groups 3 and 7`; null when no place is known */
function placesOf(groups: unknown): string | null {
  if (!Array.isArray(groups) || groups.length === 0) return null;
  return `${groups.length === 1 ? 'group' : 'groups'} ${list(groups)}`;
}

const hasOrHave = (changed: unknown) => (Array.isArray(changed) && changed.length === 1 ? 'has' : 'have');

const times = (count: unknown) => (count === 1 ? 'once' : `${count} times`);

const left = (seats: unknown) =>
  typeof seats === 'number' ? ` ${seats} more ${seats === 1 ? 'computer' : 'computers'} can be activated now.` : '';

/** When it is possible again, and what to do until then. */
function again(nextAt: unknown): string {
  const from = typeof nextAt === 'string' ? day(nextAt) : null;
  return from ? `It is possible again from ${from}. If you cannot wait, ask the vendor.` : 'Ask the vendor.';
}

const damaged: RefusalText = {
  title: 'This file has been changed',
  why: 'One or more characters are not what was signed. Editors, chat apps and e-mail gateways change files on the way.',
  next: 'Carry the original again: scan the code, or download the file once more and open it without editing.',
};

const unknownKey: RefusalText = {
  title: 'This license is not signed by the vendor',
  why: 'The key it is signed with is not one this page knows. It may come from someone else, or the page may be old.',
  next: 'Get the license from the vendor’s own service. If you did, get a new copy of this page as well.',
};

/** What an unproven document claims. */
const forOtherProduct = (product: unknown): RefusalText => ({
  title: 'This is for another product',
  why: `It says that it is for “${product}”, and this page does not know the keys of that product.`,
  next: 'Use the file that was made for this product. Open this one on the page of its own product.',
});

const brokenCode: RefusalText = {
  title: 'The code arrived damaged',
  why: 'Part of it was covered, cut off or mixed with another picture.',
  next: 'Scan again, straight on, with the whole code and the white edge around it in view.',
};

const serviceRefusal: RefusalText = {
  title: 'The activation service has a problem',
  why: 'It answered, but could not do its work. Your order is safe.',
  next: 'Try again in a few minutes. If it keeps happening, tell the vendor the code below.',
};

const pageError: RefusalText = {
  title: 'Something went wrong in this page',
  why: 'This is an error in the page, not in anything you did. Everything you entered is still here.',
  next: 'Reload the page. If it happens again, tell the vendor the code below.',
};

export const refusals: RefusalTexts = {
  'file-empty': {
    title: 'This file is empty',
    why: 'Saving or copying it was interrupted.',
    next: 'Save or copy it again, then open the new file.',
  },
  'file-too-large': {
    title: 'This file is too large',
    why: 'License files are a few kilobytes. This is something else.',
    next: 'Look for the license file or license request file, and open that one.',
  },
  'file-unreadable': {
    title: 'This file cannot be read',
    why: 'It was moved or deleted, it is a folder, or it is on a drive that is not connected.',
    next: 'Copy it to this device, then open the copy.',
  },
  'file-not-utf8': {
    title: 'This is not a license file',
    why: 'It is not plain text: another kind of file, or one that an editor has saved in another encoding.',
    next: 'Check that you picked the right file. If you did, use the original again, or scan the code.',
  },
  'file-unrecognized': ({ kind }) => ({
    title: 'This is not a license file',
    why: 'Nothing in it looks like a license or a license request.',
    next: 'Check that you picked the right file. Its name does not matter, its content does.',
    ...fileKinds[String(kind)],
  }),
  'file-is-web-page': {
    title: 'This is a web page, not a license',
    why: 'The download was replaced by a sign-in page or an error page.',
    next: 'Sign in to the network on the device with internet, then download the license again.',
  },
  'file-of-another-vendor': ({ vendor, kind }) => ({
    title: `This file belongs to ${vendor ?? 'another vendor'}`,
    why: `It is a ${kind === 'license' ? 'license' : 'license request'} for another vendor’s software.`,
    next: `Use it with ${vendor ?? 'that vendor'}’s own activation page. Here, use a file that was made for this product.`,
  }),
  'file-cut-short': {
    title: 'The end of this file is missing',
    why: 'Copying was interrupted, or only part of the text was selected.',
    next: 'Copy the whole file again, to the very last line.',
  },
  'file-damaged': (details) => ({
    title: 'This file was damaged on the way',
    why: damageText(details),
    next: 'Take the original again: as an attachment or in a .zip file, not as text in a message. Or scan the code.',
  }),
  'envelope-malformed': damaged,
  'document-type-wrong': ({ expected, found }) => {
    if (found === 'request') {
      return {
        title: 'This is the license request, not the license',
        why: 'The request goes from this computer to a device with internet. The license comes back from there.',
        next: 'Open the request on the device with internet. Then bring the license here.',
      };
    }
    if (found === 'return' && expected === 'license') {
      return {
        title: 'This is a return slip',
        why: 'It returns a computer’s license to the vendor. This device is set up as the computer to be activated.',
        next: 'Open it on a device with internet. If that is this one, choose “Fetch a license for another computer” at the top, and open it again.',
      };
    }
    if (found === 'license' && expected === 'request') {
      return {
        title: 'This is the license already',
        why: 'This device gets licenses for other computers. A license belongs on the computer that asked for it.',
        next: 'Bring it to that computer. If this is the one, choose “Activate this computer” at the top.',
      };
    }
    return {
      title: `This is a ${documentNames[String(found)] ?? 'different kind of file'}`,
      why: `A ${documentNames[String(expected)] ?? 'license file'} is needed at this point.`,
      next: 'Pick the other file.',
    };
  },
  'export-too-new': {
    title: 'This file comes from a newer version',
    why: 'The other device uses a newer version of this page. This one cannot read the file.',
    next: 'Update this page, then open the file again. Nothing was changed.',
  },
  'export-damaged': {
    title: 'This file is damaged',
    why: 'It holds what another device carries, but it is incomplete or was changed.',
    next: 'Save the file again on the other device, then open it here. Nothing was changed.',
  },
  'payload-forbidden-construct': damaged,
  'signature-malformed': damaged,
  'signature-invalid': damaged,
  'key-unknown': ({ product }) => (product ? forOtherProduct(product) : unknownKey),
  'key-unacceptable': {
    title: 'This file is signed with an unsafe key',
    why: 'The key in it is not a proper signing key. The file may be a forgery.',
    next: 'Do not use it. Make a new license request, and tell the vendor where the file came from.',
  },
  'key-outside-validity': {
    title: 'This license is signed with a retired key',
    why: 'The vendor’s key was not in use at the time the license says it was issued.',
    next: 'Request the license again. If that does not help, contact the vendor.',
  },
  'key-revoked': {
    title: 'The vendor has withdrawn the key of this license',
    why: 'Licenses signed with it are no longer accepted.',
    next: 'Request the license again: it will be signed with a new key.',
  },
  'payload-schema': {
    title: 'This file does not fit this version',
    why: 'It comes from another version of the software, or from a program that does not write such files correctly.',
    next: 'Use the newest version on both sides, and make the file again. If that does not help, contact the vendor.',
  },
  'keyset-missing': {
    title: 'The keys for checking licenses are missing',
    why: 'What the vendor prepared is incomplete.',
    next: 'Get a new copy from the vendor.',
  },
  'keyset-rollback': {
    title: 'This key list is older than the one in use',
    why: 'Going back to old keys could bring back a withdrawn one. The newer keys stay in use.',
    next: 'Nothing, if everything else works. Otherwise get a new copy of this page, or of the key list, from the vendor.',
  },
  'license-revoked': {
    title: 'The vendor has withdrawn this license',
    why: 'It was returned, replaced or canceled.',
    next: 'Request a new license, or contact the vendor.',
  },
  'license-returned': {
    title: 'This license was returned',
    why: 'It was returned on this computer, or the vendor has released this computer.',
    next: 'Make a new license request. This computer then counts as one more of its serial number.',
  },
  'product-other': ({ found, products }) => ({
    title: 'This is for another product',
    why: Array.isArray(products)
      ? `It is for “${found}”. This page serves ${list(products)}.`
      : 'It is a file of the same kind, but for different software.',
    next: Array.isArray(products)
      ? 'Open it on the page of its own product.'
      : 'Use the file that was made for this product.',
  }),
  'machine-other': ({ changed }) => ({
    title: 'This license was made for another computer',
    why:
      Array.isArray(changed) && changed.length > 0
        ? `These parts do not match: ${changed.map((part) => componentNames[part] ?? part).join(', ')}.`
        : 'Too many of the parts it names are different here.',
    next: 'Use the license that answers this computer’s own request. If its hardware was changed, make a new request.',
  }),
  'installation-other': ({ machine, here }) => ({
    title: 'This license was made for another computer',
    why:
      machine && here
        ? `It is for the computer ID ${machine}, and this computer has ${here}. Another browser or user on this computer has another ID.`
        : 'It answers the request of another computer, or of another browser or user on this one.',
    next: 'Bring the license that answers this computer’s own request. The computer ID on both screens must be the same.',
  }),
  'request-other': {
    title: 'This license answers another request',
    why: 'It was issued for a request that this computer did not make, or has forgotten.',
    next: 'Bring the license that answers the request on this screen, or make a new request.',
  },
  'request-forgotten': {
    title: 'This browser no longer knows the request for this license',
    why: 'The license is genuine, but its request is not in this browser. Either the browser has deleted it, or the request was made in another browser, in a private window, by another user or on another computer.',
    next: 'Open the license in the browser where you made the request. If that is not possible, make a new request.',
  },
  'license-not-yet-valid': ({ startDate }) => ({
    title: 'This license is not valid yet',
    why: `It begins on ${day(startDate) ?? 'a later date'}. Usually this computer’s clock is wrong.`,
    next: 'Check date, time and time zone of this computer, then try again.',
  }),
  'license-expired': ({ stopDate }) => ({
    title: 'This license has expired',
    why: `It ended on ${end(stopDate) ?? 'an earlier date'}. If that is still to come, this computer’s clock is wrong, or it was ahead once.`,
    next: 'Check this computer’s date, time and time zone. If they are right, renew: make a new license request and bring a new license.',
  }),
  'delivery-unknown': ({ machine }) => ({
    title: 'This computer’s license is not in your list',
    why: `${machine ? `The computer ${machine}` : 'The computer'} says that its license arrived, but this device did not bring that license, or it was removed from the list.`,
    next: 'Scan this code with the device that brought the license. The license works either way.',
  }),
  'return-other': {
    title: 'This return slip is for another license',
    why: 'It was made by another computer, or it returns another license.',
    next: 'Use the slip that belongs to this license.',
  },
  'return-outdated': {
    title: 'This return slip is out of date',
    why: 'A newer one from the same computer is on record. This happens when a computer was set back to an earlier state.',
    next: 'Activate that computer again, return its license there and bring the new slip. Or ask the vendor to release the computer.',
  },
  'code-mistyped': ({ groups }) => ({
    title: 'The code is not typed as it was given',
    why: placesOf(groups)
      ? `Look at ${placesOf(groups)}.`
      : 'Each group is right by itself, but together they are not a code that the vendor gave to this computer.',
    next: 'Compare the groups with your paper, or have them read to you again.',
  }),
  'code-incomplete': ({ missing }) => ({
    title: 'The code is not complete',
    why: missing === 1 ? 'One group is missing.' : missing ? `${missing} groups are missing.` : 'Groups are missing.',
    next: 'Type the groups that are left. What you have typed is kept.',
  }),
  'code-of-another-kind': ({ kind, expected }) => ({
    title: `This is ${codeNames[String(kind)] ?? 'a code of another kind'}`,
    why: codeWays[String(kind)] ?? 'It does not belong here.',
    next: codeSources[String(expected)] ?? 'Type the confirmation code that the vendor gave you.',
  }),
  'code-other-machine': {
    title: 'This code is for another computer',
    why: 'The vendor made it for another installation code, or this computer’s hardware has changed since.',
    next: 'Compare this computer’s installation code with the one that you gave to the vendor. If it is another one, ask for a new code.',
  },
  'code-names-other': {
    title: 'This code was made for another version of the program',
    why: 'The vendor’s list of license types is not the one that came with this program.',
    next: 'Ask the vendor for a code with all names spelled out; it is a few groups longer.',
  },
  'code-key-unknown': {
    title: 'This computer cannot check the code',
    why: 'The vendor signed it with a key that this version of the program does not know yet.',
    next: 'Update the program, or bring the license as a file or by QR codes: those bring the key along.',
  },
  'code-other-product': {
    title: 'This code is for another product',
    why: 'The computer that shows it runs another program of the vendor, or the first group is not from this code.',
    next: 'Choose the product that the computer names above its code, or compare the first group.',
  },
  'code-impossible': {
    title: 'This license cannot be given as a typed code',
    why: 'It grants more than fits in 63 groups, or has a date before 2020 or after 2199.',
    next: 'Bring the license as a file or by QR codes.',
  },
  'license-by-code': {
    title: 'This computer got its license as a typed code',
    why: 'There is no file that would fit it.',
    next: 'Type the computer’s installation code again. No further computer is counted.',
  },
  'code-version-unsupported': {
    title: 'This code is of a newer kind',
    why: 'It was made with a newer version than the one here.',
    next: 'Update the program, or bring the license as a file.',
  },
  'return-superseded': {
    title: 'This computer has a newer license',
    why: 'The slip returns a license that was replaced since. Only the newer one can be returned.',
    next: 'Return the newer license on that computer and bring its slip. Or ask the vendor to release the computer.',
  },
  'return-too-often': ({ perYear, nextAt }) => ({
    title: 'This computer has returned licenses too often',
    why: perYear
      ? `A computer can return its license, or take it to new hardware, ${times(perYear)} in 365 days.`
      : 'The vendor takes no licenses back this way.',
    next: again(nextAt),
  }),
  'return-too-soon': ({ coolDownDays, nextAt }) => ({
    title: 'This computer returned a license a short while ago',
    why: coolDownDays
      ? `At least ${coolDownDays === 1 ? '1 day' : `${coolDownDays} days`} must pass between two returns of a computer.`
      : 'It cannot return another one until some days have passed.',
    next: again(nextAt),
  }),
  'self-service-off': {
    title: 'The vendor manages computers for you',
    why: 'This service does not list or remove the computers of a serial number.',
    next: 'Contact the vendor to get a license again, or to have a lost or broken computer removed.',
  },
  'computer-unknown': {
    title: 'This computer is not in the list any more',
    why: 'It no longer uses this serial number.',
    next: 'Load the list again.',
  },
  'release-too-often': ({ perYear, nextAt }) => ({
    title: 'Too many computers were removed',
    why: perYear
      ? `Computers of this serial number can be removed ${times(perYear)} in 365 days, returns and moves of one computer included.`
      : 'The vendor does not let customers remove computers.',
    next: again(nextAt),
  }),
  'license-type-unknown': {
    title: 'This license type does not exist',
    why: 'The vendor does not offer it, or no longer offers it.',
    next: 'Go back and choose another license type.',
  },
  'license-type-not-covered': {
    title: 'The serial number is for another license type',
    why: 'It was sold for a different type than the one you chose.',
    next: 'Go back and choose the license type you bought.',
  },
  'serial-required': {
    title: 'Please enter the serial number',
    why: 'This license type needs one. You find it in your order confirmation.',
    next: 'Type all 20 letters and digits.',
  },
  'serial-malformed': {
    title: 'The serial number has a typing mistake',
    why: 'Its check characters do not match the others.',
    next: 'Compare it letter by letter with your order confirmation.',
  },
  'serial-refused': {
    title: 'This serial number was not accepted',
    why: 'It is unknown, blocked, or belongs to another product.',
    next: 'Compare it with your order confirmation. If it is the same, contact the vendor.',
  },
  'serial-expired': ({ stopDate }) => ({
    title: 'This serial number has expired',
    why: `It was valid until ${end(stopDate) ?? 'an earlier date'}.`,
    next: 'Renew it with the vendor, or use another serial number.',
  }),
  'trial-used': ({ stopDate }) => ({
    title: 'The trial on this computer has ended',
    why: `It was valid until ${end(stopDate) ?? 'an earlier date'}. Each computer gets one trial.`,
    next: 'Buy a license from the vendor and choose its license type.',
  }),
  'seats-exhausted': ({ seats, changed }) => ({
    title: 'This serial number is used up',
    why: [
      ...(partsOf(changed)
        ? [`So much of this computer is new that it counts as another one: ${partsOf(changed)}.`]
        : []),
      seats
        ? `It was sold for ${seats} ${seats === 1 ? 'computer' : 'computers'}, and ${seats === 1 ? 'that one is' : 'all of them are'} activated.`
        : 'It is used on as many computers as it was sold for.',
    ].join(' '),
    next: 'Return the license of a computer that no longer needs it, use another serial number, or ask the vendor for more.',
  }),
  'renewal-refused': {
    title: 'This license cannot be renewed without its serial number',
    why: 'The activation service knows no license with this number that this computer uses.',
    next: 'Request a license, and enter the serial number.',
  },
  'request-id-reused': {
    title: 'This request has been answered already',
    why: 'A license was issued for it with another license type or serial number. One request gets one license.',
    next: 'Bring that license to the computer. For a different one, make a new license request there.',
  },
  'too-many-attempts': ({ retryAfter, repeated }) => ({
    title: 'Too many serial numbers were not accepted',
    why: 'To prevent guessing, the service pauses after several wrong serial numbers. They may have come from others in your network.',
    next:
      repeated === 'by-hand'
        ? `Compare the serial number with your order confirmation, then try again in ${about(Number(retryAfter) || 60)}.`
        : `Nothing is lost. The order is sent again by itself in ${about(Number(retryAfter) || 60)}. If its serial number was wrong, correct it meanwhile.`,
  }),
  'machine-changed': ({ changed, seat, seatsLeft }) => ({
    title: 'This computer has changed',
    why: partsOf(changed)
      ? `Since it was last activated, ${partsOf(changed)} ${hasOrHave(changed)} changed.`
      : 'Its hardware is not what it was when it was last activated.',
    next:
      seat === 'moves'
        ? 'It still counts as the same computer, and keeps its license when you continue.'
        : `It counts as another computer when you continue.${left(seatsLeft)}`,
  }),
  'move-too-often': ({ perYear, nextAt }) => ({
    title: 'This computer has changed too often',
    why: perYear
      ? `A computer can take its license to new hardware, or return it, ${times(perYear)} in 365 days.`
      : 'The vendor does not let licenses move to new hardware.',
    next: again(nextAt),
  }),
  'network-offline': {
    title: 'No network connection',
    why: 'This device has no connection at the moment.',
    next: 'Nothing is lost. Go on when there is signal again.',
  },
  'service-unreachable': {
    title: 'The activation service cannot be reached',
    why: 'There is no internet here, a firewall is in the way, or the service is down.',
    next: 'Nothing is lost. Try again from another network, or later.',
  },
  'service-answer-not-ours': {
    title: 'Something else answered instead of the activation service',
    why: 'Hotel, guest and company networks show a sign-in page first, or a proxy changed the answer.',
    next: 'Open any web page, sign in to the network, then try again.',
  },
  'service-busy': ({ retryAfter }) => ({
    title: 'The activation service is busy',
    why: 'Many requests came in at once, or too many from this network.',
    next: retryAfter
      ? `Try again in ${retryAfter} seconds. Nothing is lost.`
      : 'Try again in a minute. Nothing is lost.',
  }),
  'service-fault': serviceRefusal,
  'service-not-signing': {
    title: 'The activation service cannot issue licenses now',
    why: 'The vendor’s signing key is not valid at this time.',
    next: 'Tell the vendor, and try again later. Nothing is lost.',
  },
  'service-request-invalid': serviceRefusal,
  'service-not-found': serviceRefusal,
  'frame-damaged': brokenCode,
  'frame-version-unsupported': {
    title: 'This code comes from a newer version',
    why: 'The other device uses a newer version of this page, whose codes this one cannot read.',
    next: 'Update this page, or use the file instead of the code.',
  },
  'parcel-incomplete': ({ received, needed }) => ({
    title: 'Some codes are still missing',
    why:
      typeof received === 'number' && typeof needed === 'number'
        ? `${received} of ${needed} parts are here. They stay here, also when you close the page.`
        : 'Not all parts are here. Those that are stay here, also when you close the page.',
    next: 'Scan the other device with the camera, or open pictures of the other codes. The order does not matter.',
  }),
  'parcel-damaged': brokenCode,
  'parcel-too-large': {
    title: 'This is too large for codes',
    why: 'Codes carry up to 250\u00a0KB. More would take too long.',
    next: 'Make the file smaller, or carry it another way, such as on a USB stick.',
  },
  'picture-unreadable': {
    title: 'This picture cannot be opened',
    why: 'The browser does not know its format, or it is damaged.',
    next: 'Use a JPEG or PNG, or make a screenshot of it.',
  },
  'picture-format-unsupported': ({ format }) => ({
    title: `This browser cannot open ${typeof format === 'string' ? `${format} pictures` : 'this kind of picture'}`,
    why: 'The picture itself may be fine.',
    next: 'Open it in another program and save it as JPEG or PNG, or make a screenshot of it.',
  }),
  'picture-too-large': ({ megapixels, limit }) => ({
    title: 'This picture has too many pixels',
    why:
      typeof megapixels === 'number'
        ? `It has ${megapixels} megapixels. Up to ${limit} can be opened.`
        : 'It has more than can be opened.',
    next: 'Cut the code out, or make a screenshot of it.',
  }),
  'picture-cut-short': {
    title: 'The end of this picture is missing',
    why: 'It was not copied or sent completely, and no code is in the part that is here.',
    next: 'Copy or send the picture again, or make a screenshot of the original.',
  },
  'picture-without-code': {
    title: 'No code found in this picture',
    why: 'It may be blurred, too dark, cut off or seen from the side.',
    next: 'Take it again, straight on and close, with the white edge around the code in view.',
  },
  'code-not-ours': ({ kind }) => ({
    title: 'This is not one of our codes',
    why: codeKinds[String(kind)] ?? 'It holds something else: a web address, a product label, another app’s data.',
    next: 'Scan the large code that this wizard shows on the other device.',
  }),
  'scanner-keyboard-layout': keyboardText,
  'camera-needs-secure-page': {
    title: 'The camera cannot be used on this page',
    why: 'Browsers allow the camera only on https pages, on localhost, or from a local file. This page was opened over plain http.',
    next: 'Take a photo of the code and open it here, or use the file.',
  },
  'camera-denied': {
    title: 'The camera is blocked',
    why: 'This page was not given permission to use it.',
    next: 'Allow the camera in the browser’s address bar or settings, or open a photo of the code instead.',
  },
  'camera-missing': {
    title: 'No camera found',
    why: 'This device has none, or it is switched off.',
    next: 'Open a photo of the code, or use the file.',
  },
  'camera-busy': {
    title: 'The camera is in use',
    why: 'Another app or tab is using it.',
    next: 'Close the other app, then try again. Or open a photo of the code.',
  },
  'clipboard-denied': {
    title: 'Copying was not possible',
    why: 'The browser did not allow it.',
    next: 'Save the file instead.',
  },
  'storage-unavailable': ({ fault }) => ({
    title: 'This browser stores nothing',
    why:
      fault === 'TimeoutError'
        ? 'Its storage does not answer.'
        : 'Private windows, browser settings and company rules can prevent pages from storing data.',
    next: 'Use a normal window or another browser. Until then, keep this page open: when it closes, what is on it is lost.',
  }),
  'storage-full': {
    title: 'This device is full',
    why: 'There was no room to save the last step.',
    next: 'Free some space. Until then, keep this page open, and save files before you leave.',
  },
  'page-part-missing': pagePartMissing,
  'storage-too-new': {
    title: 'This copy of the page is too old',
    why: 'A newer version was used in this browser, and this one cannot read its data.',
    next: 'Open the newer version.',
  },
  'storage-blocked': {
    title: 'This page is open in another tab in an older version',
    why: 'The older version keeps the stored data locked until its tab is closed.',
    next: 'Close the other tabs and windows with this page. This page then goes on by itself.',
  },
  'storage-superseded': {
    title: 'A newer version of this page is open in another tab',
    why: 'The newer version has taken over the stored data. This tab can no longer store anything.',
    next: 'Reload this tab. What was stored is still there.',
  },
  'storage-lost': {
    title: 'What this page had stored was deleted',
    why: 'Someone, or the browser itself, has deleted the data of this page while it was open.',
    next: 'What you see is now only on this page. Store it again before you close the page.',
  },
  'profile-invalid': ({ path, fault }) => ({
    title: 'This page was not prepared by a vendor',
    why: path
      ? `Its vendor profile has an error at “${path}”: ${fault ?? 'invalid value'}.`
      : 'It contains no vendor profile, or one that cannot be read.',
    next: 'Get the page from the vendor of your software.',
  }),
  'page-not-prebuilt': {
    title: 'This is not a Keyferry page',
    why: 'A vendor profile fits only into a page that was built for it.',
    next: 'Build the pages again, and pack those.',
  },
  'internal-fault': pageError,
};
