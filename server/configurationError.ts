/** Something the person who starts the service has to put right. Shown to them without a stack trace. */
export class ConfigurationError extends Error {
  override readonly name = 'StartFault';
}
