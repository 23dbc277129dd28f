/**
 * Every reason for a refusal, from a damaged file to a full disk. Codes are stable: support staff, scripts and the test
 * vectors depend on them. `messages/` has the texts for people, `contract/refusals.ts` the area and HTTP status.
 */
const wizardRefusalCodes = [
  // A file, before its signature is looked at (documents/).
  'file-empty',
  'file-too-large',
  'file-unreadable',
  'file-not-utf8',
  'file-unrecognized',
  'file-is-web-page',
  'file-of-another-vendor',
  'file-cut-short',
  'file-damaged',
  'envelope-malformed',
  'document-type-wrong',
  'export-too-new',
  'export-damaged',
  'payload-forbidden-construct',

  // Its signature (crypto/, verify/).
  'signature-malformed',
  'signature-invalid',
  'key-unknown',
  'key-unacceptable',
  'key-outside-validity',
  'key-revoked',

  // Its content (documents/).
  'payload-schema',

  // Whether it is valid for this product, this machine and this moment (verify/).
  'keyset-missing',
  'keyset-rollback',
  'license-revoked',
  'license-returned',
  'license-by-code',
  'product-other',
  'machine-other',
  'installation-other',
  'request-other',
  'request-forgotten',
  'license-not-yet-valid',
  'license-expired',
  'return-other',
  'delivery-unknown',
  'return-outdated',

  // A code that a person types (typed/).
  'code-mistyped',
  'code-incomplete',
  'code-of-another-kind',
  'code-other-machine',
  'code-names-other',
  'code-key-unknown',
  'code-other-product',
  'code-impossible',
  'code-version-unsupported',

  // What the activation service decides (issue/, server/).
  'license-type-unknown',
  'license-type-not-covered',
  'serial-required',
  'serial-malformed',
  'serial-refused',
  'serial-expired',
  'trial-used',
  'seats-exhausted',
  'renewal-refused',
  'request-id-reused',
  'too-many-attempts',
  'machine-changed',
  'move-too-often',
  'return-superseded',
  'return-too-often',
  'return-too-soon',
  'self-service-off',
  'computer-unknown',
  'release-too-often',

  // Calls of the service (device/, server/).
  'network-offline',
  'service-unreachable',
  'service-answer-not-ours',
  'service-busy',
  'service-fault',
  'service-not-signing',
  'service-request-invalid',
  'service-not-found',

  // Codes and pictures (transfer/, device/).
  'frame-damaged',
  'frame-version-unsupported',
  'parcel-incomplete',
  'parcel-damaged',
  'parcel-too-large',
  'picture-unreadable',
  'picture-format-unsupported',
  'picture-too-large',
  'picture-cut-short',
  'picture-without-code',
  'code-not-ours',
  'scanner-keyboard-layout',

  // The device itself (device/, storage/).
  'camera-needs-secure-page',
  'camera-denied',
  'camera-missing',
  'camera-busy',
  'clipboard-denied',
  'storage-unavailable',
  'storage-full',
  'storage-too-new',
  'storage-blocked',
  'storage-superseded',
  'storage-lost',
  'page-part-missing',

  // The vendor's setup (vendor/).
  'profile-invalid',
  'page-not-prebuilt',
  'internal-fault',
] as const;

/** Codes of the vendor's administration; the wizard never meets them. */
const adminRefusalCodes = [
  'product-unclear',
  'product-unknown',
  'activation-unknown',
  'serial-unknown',
  'serial-terms-invalid',
  'serial-known-otherwise',
  'seats-in-use',
  'seat-released',
  'import-malformed',
  'audit-broken',
  'token-refused',
  'token-scope-missing',
] as const;

export const refusalCodes = [...wizardRefusalCodes, ...adminRefusalCodes] as const;

/** Codes of the page that the command line tool serves on the machine (cli/machine/wizard/), which has the texts. */
export const toolRefusalCodes = [
  'wizard-ended',
  'keep-failed',
  'installation-key-damaged',
  'installation-key-missing',
  'license-missing',
  'license-nowhere',
  'return-unwritten',
  'target-folder-missing',
  'target-forbidden',
  'target-read-only',
  'target-full',
  'target-unwritable',
  'target-in-use',
  'stored-unreadable',
] as const;

export type WizardRefusalCode = (typeof wizardRefusalCodes)[number];
export type AdminRefusalCode = (typeof adminRefusalCodes)[number];
export type ListedRefusalCode = (typeof refusalCodes)[number];
export type ToolRefusalCode = (typeof toolRefusalCodes)[number];
export type RefusalCode = ListedRefusalCode | ToolRefusalCode;

/** Facts about a refusal for people and programs. Never a key, a serial number or license text. */
export type RefusalDetails = Readonly<Record<string, string | number | readonly string[]>>;

/** The base of every expected error: a stable code, and facts for the text about it. Any other error is a defect. */
export abstract class CodedError<Code extends string = string, Details extends object = object> extends Error {
  /**
   * @param code the reason, stable across versions
   * @param details facts for the message, such as which binding changed
   */
  constructor(
    readonly code: Code,
    readonly details: Details,
    message: string = code,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** An input or a state that is not acceptable. */
export class Refusal extends CodedError<RefusalCode, RefusalDetails> {
  override readonly name = 'Refusal';

  /**
   * @param code the reason, stable across versions
   * @param details facts for the message, such as which binding changed
   */
  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(code, details);
  }
}
