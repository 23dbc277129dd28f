import type { Identifies } from '../../documents/contents/identifies.ts';
import type { DocumentType } from '../../documents/documentType.ts';
import type { DocumentWords } from '../documentWords.ts';

const drawn = 'Drawn at random when the file was made.';
const listVersion = 'The vendor’s keys change over the years. This is the number of the list that the computer has.';
const hash =
  'A short code that is calculated from the part’s serial number, for this product only. The serial number itself is not in the file.';
const ownKey =
  'The public half of a random key pair that this installation made for itself. The secret half stays on the computer.';
const ownSignature =
  'Made with the secret half of the installation key. It shows that nothing in the file was changed.';
const vendorSignature = 'Made by the vendor. It shows that nothing in the file was changed.';

/** Names and meaning of everything that documents hold, for people who are no engineers. */
export const documents: DocumentWords = {
  kinds: {
    request: 'License request',
    license: 'License',
    keyset: 'List of keys',
    return: 'Return slip',
    activation: 'Confirmation',
  } satisfies Record<DocumentType, string>,
  identifies: {
    nobody: 'Identifies nobody',
    computer: 'Recognizes this computer, without a name',
    order: 'Recognizes this order',
    owner: 'Names a person or company',
  } satisfies Record<Identifies, string>,
  absent: 'not in the file',
  none: 'none',
  signature: 'Signature',
  signatures: {
    request: ownSignature,
    license: vendorSignature,
    keyset: vendorSignature,
    return: ownSignature,
    activation: ownSignature,
  },
  signedBy: (keyId) => `Key ${keyId}`,
  fields: {
    request: {
      installationKey: { name: 'Installation key', meaning: ownKey },
      requestId: { name: 'Request number', meaning: `${drawn} The license names it, so that both can be matched.` },
      product: { name: 'Product', meaning: 'The product that needs a license.' },
      productVersion: { name: 'Product version', meaning: 'The version that asks.' },
      createdAt: { name: 'Made', meaning: 'By the clock of the computer that made the request.' },
      keysetVersion: { name: 'Key list version', meaning: listVersion, values: { 0: 'no list yet' } },
      bindingStrength: {
        name: 'Hardware match',
        meaning: 'How well the request describes the hardware.',
        values: { weak: 'fewer than three parts named', strong: 'three parts or more named' },
      },
      bindings: { name: 'Hardware', meaning: hash, none: 'no hardware is named' },
    },
    license: {
      licenseId: { name: 'License number', meaning: drawn },
      requestId: { name: 'Request number', meaning: 'The request that the license answers.' },
      keyId: { name: 'Signing key', meaning: 'The vendor’s key that signed.' },
      product: { name: 'Product', meaning: 'The product that may run.' },
      licenseType: { name: 'License type', meaning: 'What was ordered.' },
      holder: { name: 'Licensed to', meaning: 'As the vendor knows the customer.', none: 'nobody by name' },
      features: { name: 'Features', meaning: 'What the license unlocks.', none: 'none beyond the product itself' },
      entitlements: { name: 'Further rights', meaning: 'Such as content packages.' },
      requiredBindings: {
        name: 'Parts that must match',
        meaning: 'Of the hardware below. Without any, it means nothing.',
      },
      bindings: { name: 'Hardware', meaning: hash, none: 'no hardware: bound to the installation key alone' },
      installationKey: {
        name: 'Installation key',
        meaning: 'From the request. The license works on that installation alone.',
      },
      serialMasked: { name: 'Serial number', meaning: 'Its last five characters.' },
      startDate: { name: 'Valid from', meaning: 'Not valid before.' },
      stopDate: { name: 'Valid until', meaning: 'No longer valid from this moment.', none: 'no end date' },
      updateDate: { name: 'Renewal from', meaning: 'A renewal is due from then on.', none: 'no renewal planned' },
      initialActivationDate: { name: 'First activated', meaning: 'When this computer first got a license.' },
      issuedAt: { name: 'Issued', meaning: 'By the vendor’s clock.' },
      licenseVersion: { name: 'Versions covered', meaning: 'Product versions that it is good for.' },
      clientProvidedVersion: { name: 'Version that asked', meaning: 'From the request.' },
    },
    keyset: {
      rootKeyId: { name: 'Signing key', meaning: 'The vendor’s main key, which signed this list.' },
      product: { name: 'Product', meaning: 'The product whose licenses these keys sign.' },
      epoch: { name: 'Epoch', meaning: 'Rises when keys are revoked.' },
      version: { name: 'Version', meaning: 'Rises with every list.' },
      issuedAt: { name: 'Issued', meaning: 'By the vendor’s clock.' },
      keys: { name: 'Key', meaning: 'A public key of the vendor, and when it may sign.' },
      revokedKeys: { name: 'Revoked key', meaning: 'Its signatures no longer count.' },
      revokedLicenses: { name: 'Revoked license', meaning: 'It no longer counts.' },
    },
    return: {
      installationKey: { name: 'Installation key', meaning: ownKey },
      licenseId: { name: 'License number', meaning: 'The license that was returned.' },
      product: { name: 'Product', meaning: 'The product that no longer runs on that computer.' },
      counter: {
        name: 'Returns so far',
        meaning: 'How many licenses this installation has returned, this one included.',
      },
      nonce: { name: 'Slip number', meaning: drawn },
      returnedAt: { name: 'Returned', meaning: 'By the clock of the computer that returned the license.' },
    },
    activation: {
      installationKey: { name: 'Installation key', meaning: ownKey },
      licenseId: { name: 'License number', meaning: 'The license that has arrived.' },
      product: { name: 'Product', meaning: 'The product that now runs on that computer.' },
      activatedAt: { name: 'Confirmed', meaning: 'By the clock of the computer.' },
    },
  },

  details: {
    title: 'Details',
    fingerprint: 'Fingerprint',
    fingerprintHint: 'The same file shows the same fingerprint on every device.',
    showFile: 'Show the file',
    hideFile: 'Hide the file',
    size: (bytes) => `${bytes} bytes`,
    saveText: 'Save as text',
    saved: (name) => `Saved: ${name}`,
    unreadable: 'This file cannot be listed field by field here, because its keys are not known.',
    failed: 'The explanations could not be loaded. The file itself is complete:',
    inFile: 'In the file',
  },

  review: {
    hardware: 'Not named',
    name: 'Name',
    carried: (name) => `“${name}”: the code and the file’s name carry it along, outside the signature.`,
    noHardware: 'A web page cannot read hardware, so no part of this computer is named.',
  },

  sheet: {
    titles: {
      request: 'License request',
      license: 'License',
      licenses: 'Licenses of several computers',
      return: 'Return slip',
      activation: 'Confirmation',
      file: 'File',
    },
    what: {
      request:
        'This sheet asks the vendor for a license for one computer. Scan the code with any phone that has internet: it opens the right page.',
      license:
        'This sheet brings one computer its license. On that computer, choose “I have the license”, and show it the code. The license works on no other computer.',
      licenses:
        'These sheets bring licenses to the computers listed here. Show all codes to each computer: it picks out its own license.',
      return:
        'This sheet tells the vendor that one computer has returned its license. Scan the code with any phone that has internet.',
      activation:
        'This sheet tells the phone that brought a license that it has arrived. Scan the code with that phone. It goes no further.',
      file: 'These codes carry a file. On the other device, choose “Scan a file in”, and scan every code.',
    },
    whatTitle: 'What this is',
    how: 'The code holds the whole file.',
    howSeveral: (codes) => `The file is in ${codes} codes. Scan all of them, in any order.`,
    computer: 'Computer ID',
    name: 'Name',
    product: 'Product',
    vendor: 'Vendor',
    made: 'Made',
    issued: 'Issued',
    returned: 'Returned',
    confirmed: 'Confirmed',
    byItsClock: (moment) => `${moment}, by the computer’s clock`,
    byVendorClock: (moment) => `${moment}, by the vendor’s clock`,
    hardware: 'Hardware',
    parts: (count) => (count === 0 ? 'not named' : count === 1 ? '1 part named' : `${count} parts named`),
    type: 'License type',
    holder: 'Licensed to',
    serial: 'Serial number',
    until: 'Valid until',
    forever: 'no end date',
    features: 'Features',
    license: 'License number',
    licenses: 'Licenses',
    file: 'File name',
    size: 'Size',
    code: (code, codes) => `Code ${code} of ${codes}`,
    contents: {
      one: 'Everything that is in the code',
      several: 'Everything that is in the codes',
    },
    field: 'Field',
    meaning: 'What it is',
    signHere: 'Names and signatures',
    signers: ['Prepared by', 'Checked by', 'Carried by'],
    lines: ['Name', 'Date', 'Signature'],
  },

  report: {
    title: (kind) => `${kind}: everything that is in the file`,
    file: 'File',
    computer: 'Computer ID',
    size: 'Size',
    inWords: 'In words',
    meaning: 'Meaning',
    identifies: 'Identifies',
    nothingElse:
      'The file holds these fields and nothing else. Names, addresses, files, and user accounts are not in it, except where a field above says so.',
    check:
      'To check that this is the file you hold, compare the SHA-256 (Linux: sha256sum FILE; Windows: certutil -hashfile FILE SHA256).',
    exact: 'The file itself',
  },
};
