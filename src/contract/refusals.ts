import type { RefusalCode } from '../refusal.ts';

/** Where a refusal comes from. */
export type RefusalArea =
  | 'file'
  | 'signature'
  | 'content'
  | 'verification'
  | 'issue'
  | 'return'
  | 'administration'
  | 'service'
  | 'transfer'
  | 'device'
  | 'setup'
  | 'wizard';

export type HttpStatus = 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503;

interface HttpRefusal {
  readonly area: RefusalArea;
  readonly httpStatus: HttpStatus;
  /** For people who read a log or try the API by hand. Pages and the command line have texts of their own. */
  readonly title: string;
}

/** A refusal that no HTTP answer carries. */
interface LocalRefusal {
  readonly area: RefusalArea;
  readonly httpStatus: null;
}

export type RefusalFacts = HttpRefusal | LocalRefusal;

const local = (area: RefusalArea): LocalRefusal => ({ area, httpStatus: null });
const http = (area: RefusalArea, httpStatus: HttpStatus, title: string): HttpRefusal => ({ area, httpStatus, title });
const unacceptableFile = (area: RefusalArea) => http(area, 422, 'The file is not acceptable');
const unacceptableLicense = http('verification', 422, 'The license is not acceptable');
const notPlaced = http('wizard', 422, 'The machine cannot do this now');

/** Every refusal code with its area and HTTP status. A code without an entry does not compile. */
export const refusals: Readonly<Record<RefusalCode, RefusalFacts>> = {
  'file-empty': unacceptableFile('file'),
  'file-too-large': http('file', 413, 'The file is too large'),
  'file-unreadable': local('file'),
  'file-not-utf8': unacceptableFile('file'),
  'file-unrecognized': unacceptableFile('file'),
  'file-is-web-page': unacceptableFile('file'),
  'file-of-another-vendor': unacceptableFile('file'),
  'file-cut-short': unacceptableFile('file'),
  'file-damaged': unacceptableFile('file'),
  'envelope-malformed': unacceptableFile('file'),
  'document-type-wrong': http('file', 422, 'The file is of another type'),
  'export-too-new': local('file'),
  'export-damaged': local('file'),
  'payload-forbidden-construct': unacceptableFile('file'),

  'signature-malformed': unacceptableFile('signature'),
  'signature-invalid': unacceptableFile('signature'),
  'key-unknown': unacceptableFile('signature'),
  'key-unacceptable': unacceptableFile('signature'),
  'key-outside-validity': unacceptableFile('signature'),
  'key-revoked': unacceptableFile('signature'),

  'payload-schema': unacceptableFile('content'),

  'keyset-missing': unacceptableLicense,
  'keyset-rollback': http('verification', 422, 'The keyset is older than the one in use'),
  'license-revoked': unacceptableLicense,
  'license-returned': http('verification', 409, 'The license was returned and its seat is free'),
  'license-by-code': http(
    'verification',
    409,
    'The license was given as a code; order it again with the installation code',
  ),
  'product-other': http('verification', 422, 'The file is for another product'),
  'machine-other': unacceptableLicense,
  'installation-other': http('verification', 422, 'The license was issued to another installation'),
  'request-other': unacceptableLicense,
  'request-forgotten': local('verification'),
  'license-not-yet-valid': unacceptableLicense,
  'license-expired': unacceptableLicense,
  'delivery-unknown': local('return'),
  'return-other': http('return', 422, 'The receipt is for no license of this service'),
  'return-outdated': http('return', 409, 'The installation has shown a higher counter before'),

  'code-mistyped': http('file', 422, 'The code is mistyped'),
  'code-incomplete': http('file', 422, 'Groups of the code are missing'),
  'code-of-another-kind': http('file', 422, 'The code is of another kind'),
  'code-other-machine': http('verification', 422, 'The code is for another machine'),
  'code-names-other': http('verification', 422, 'The code was made for another version of the product'),
  'code-key-unknown': local('verification'),
  'code-other-product': http('verification', 422, 'The code is for another product'),
  'code-impossible': http('issue', 422, 'The license cannot be given as a code; issue it as a file'),
  'code-version-unsupported': http('file', 422, 'A newer version made the code'),

  'license-type-unknown': http('issue', 422, 'There is no such license type'),
  'license-type-not-covered': http('issue', 403, 'The serial number does not cover this license type'),
  'serial-required': http('issue', 422, 'This license type needs a serial number'),
  'serial-malformed': http('issue', 422, 'The serial number is incomplete or mistyped'),
  'serial-refused': http('issue', 403, 'This serial number is not accepted'),
  'serial-expired': http('issue', 403, 'The serial number has expired'),
  'trial-used': http('issue', 403, 'The trial of this machine has ended'),
  'seats-exhausted': http('issue', 409, 'Every seat of this serial number is in use'),
  'renewal-refused': http('issue', 403, 'This installation holds no seat with that license'),
  'request-id-reused': http('issue', 409, 'This request was answered before, for another order'),
  'too-many-attempts': http('issue', 429, 'Too many attempts were not accepted; wait before the next one'),
  'machine-changed': http('issue', 409, 'The machine has changed; confirm what happens to its seat'),
  'move-too-often': http('issue', 409, 'The seat of this machine has moved too often within a year'),
  'return-superseded': http('return', 409, 'A newer license was issued for the seat'),
  'return-too-often': http('return', 409, 'The machine has changed its seat too often within a year'),
  'return-too-soon': http('return', 409, 'The machine returned a seat a short while ago'),
  'self-service-off': http('return', 403, 'The vendor does not let customers manage their computers'),
  'computer-unknown': http('return', 404, 'No computer with this id uses the serial number'),
  'release-too-often': http('return', 409, 'Too many computers of this serial number were removed within a year'),

  'product-unclear': http('administration', 422, 'The service has several products; name one'),
  'product-unknown': http('administration', 422, 'The service has no such product'),
  'activation-unknown': http('administration', 404, 'There is no such activation'),
  'serial-unknown': http('administration', 404, 'There is no such serial number'),
  'serial-terms-invalid': http('administration', 422, 'The terms of the serial numbers are not acceptable'),
  'serial-known-otherwise': http('administration', 409, 'The serial number exists with other terms'),
  'seats-in-use': http('administration', 409, 'More seats are in use'),
  'seat-released': http('administration', 409, 'The seat is no longer in use by this activation'),
  'import-malformed': http('administration', 422, 'The file is not a table of serial numbers'),
  'audit-broken': http('administration', 500, 'The audit trail was changed'),

  'network-offline': local('service'),
  'service-unreachable': local('service'),
  'service-answer-not-ours': local('service'),
  'service-busy': http('service', 503, 'The service is busy; try again later'),
  'service-fault': http('service', 500, 'Something went wrong inside the service'),
  'service-not-signing': http('service', 503, 'The service has no signing key that is valid now'),
  'service-request-invalid': http('service', 400, 'The call does not match the description of the API'),
  'service-not-found': http('service', 404, 'There is nothing at this address'),
  'token-refused': http('service', 401, 'The call needs a valid token'),
  'token-scope-missing': http('service', 403, 'The token does not have the scope for this call'),

  'frame-damaged': local('transfer'),
  'frame-version-unsupported': local('transfer'),
  'parcel-incomplete': local('transfer'),
  'parcel-damaged': local('transfer'),
  'parcel-too-large': local('transfer'),
  'picture-unreadable': local('transfer'),
  'picture-format-unsupported': local('transfer'),
  'picture-too-large': local('transfer'),
  'picture-cut-short': local('transfer'),
  'picture-without-code': local('transfer'),
  'code-not-ours': local('transfer'),
  'scanner-keyboard-layout': local('transfer'),

  'camera-needs-secure-page': local('device'),
  'camera-denied': local('device'),
  'camera-missing': local('device'),
  'camera-busy': local('device'),
  'clipboard-denied': local('device'),
  'storage-unavailable': local('device'),
  'storage-full': local('device'),
  'storage-too-new': local('device'),
  'storage-blocked': local('device'),
  'storage-superseded': local('device'),
  'storage-lost': local('device'),
  'page-part-missing': local('device'),

  'profile-invalid': local('setup'),
  'page-not-prebuilt': local('setup'),
  'internal-fault': local('setup'),

  'wizard-ended': http('wizard', 403, 'The wizard has ended'),
  'keep-failed': notPlaced,
  'installation-key-damaged': notPlaced,
  'installation-key-missing': notPlaced,
  'license-missing': notPlaced,
  'license-nowhere': notPlaced,
  'return-unwritten': notPlaced,
  'target-folder-missing': notPlaced,
  'target-forbidden': notPlaced,
  'target-read-only': notPlaced,
  'target-full': notPlaced,
  'target-unwritable': notPlaced,
  'target-in-use': notPlaced,
  'stored-unreadable': notPlaced,
};
