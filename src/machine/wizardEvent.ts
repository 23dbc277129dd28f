import type { RefusalCode } from '../refusal.ts';

/** What `keyferry machine wizard --json` reports to the program that started it, one JSON object a line. */
export type WizardEvent =
  /**
   * The first event. `url` opens the wizard once, in the first browser that uses it: treat it like a password, and keep it
   * out of logs. `opening`: whether the wizard tries to open the browser itself.
   */
  | { readonly event: 'listening'; readonly url: string; readonly product: string; readonly opening: boolean }
  /** A browser opened the wizard. */
  | { readonly event: 'opened' }
  /** There is a new license request. */
  | { readonly event: 'request-made'; readonly requestId: string; readonly machineId: string }
  /** A license is where the product reads it: the product can start. `path` is null if the vendor defined no place. */
  | (LicenseNamed & { readonly event: 'activated'; readonly path: string | null })
  /** A license is stored, but could not be written where the product reads it; `code` says why. */
  | (LicenseNamed & {
      readonly event: 'not-installed';
      readonly path: string | null;
      readonly code: RefusalCode | null;
    })
  /** The license was returned: the product must not start. */
  | { readonly event: 'returned'; readonly licenseId: string }
  /** The last event. */
  | { readonly event: 'ended'; readonly activated: boolean };

interface LicenseNamed {
  readonly licenseId: string;
  /** Id of the license type. */
  readonly licenseType: string;
}

/** Exit codes of `keyferry machine wizard --json`, besides 1 for a refusal and 2 for wrong arguments. */
export const wizardExits = { activated: 0, notActivated: 3 } as const;
