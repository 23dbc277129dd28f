import { CodedError } from '../src/refusal.ts';

/** A setting or a file that the operator must correct before the service can start. Shown without a stack trace. */
export class ConfigurationError extends CodedError<'setup-fault', Record<never, never>> {
  override readonly name = 'ConfigurationError';

  /** @param message what is wrong and what to do, shown as it is */
  constructor(message: string, options?: ErrorOptions) {
    super('setup-fault', {}, message, options);
  }
}
