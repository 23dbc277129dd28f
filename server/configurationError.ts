import { CodedError } from '../src/refusal.ts';

/** A setting or a file that the operator must correct before the service can start. Shown without a stack trace. */
export class ConfigurationError extends CodedError<'setup-fault', Record<never, never>> {
  override readonly name = 'ConfigurationError';

  /** @param message what is wrong and what to do, shown as it is */
  constructor(message: string, options?: ErrorOptions) {
    super('setup-fault', {}, message, options);
  }
}

/** @param code of a system error */
export const isOutOfFiles = (code: string | null | undefined): boolean => code === 'EMFILE' || code === 'ENFILE';

/** What to do when a process may not open more files. */
export const moreFiles = 'Allow the process to open more files: ulimit -n 1024, or LimitNOFILE= of its unit.';
