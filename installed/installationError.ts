import { CodedError, type ToolRefusalCode } from '../src/refusal.ts';

/** Codes of errors with the files that are kept of a product; page and command line have the texts. */
export type InstallationErrorCode = Exclude<ToolRefusalCode, 'wizard-ended'> | 'home-missing' | 'target-unclear';

/** A file or folder of a product that this account cannot use. */
export class InstallationError extends CodedError<InstallationErrorCode, Readonly<Record<string, string>>> {
  override readonly name = 'InstallationError';

  /** @param details such as the path of the file and the system's error code as `reason` */
  constructor(code: InstallationErrorCode, details: Readonly<Record<string, string>> = {}) {
    super(code, details);
  }
}
