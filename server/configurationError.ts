/** An error that the operator has to fix before the program can run. Shown without a stack trace. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}
